import { inputWords } from "@oneheart/contracts";
import { commonError, type OperationError } from "@oneheart/kernel";
import {
  type DocumentNode,
  type FieldNode,
  type GraphQLNamedType,
  type GraphQLSchema,
  getNamedType,
  getNullableType,
  isListType,
  isObjectType,
  Kind,
  type SelectionNode,
  type SelectionSetNode,
} from "graphql";

/**
 * What one query may ask for. The usual introspection query needs a depth of 15; `objects` is what a query could get if every list were
 * full.
 */
export const limits = { tokens: 5_000, selections: 1_000, aliases: 100, depth: 16, calls: 20, objects: 10_000 } as const;

/** Of a list that takes no limit, and of a list inside of an answer. */
const wholeList = 50;
const innerList = 10;
const pageMax = 100;
const pageDefault = 20;

type Variables = Readonly<Record<string, unknown>> | null | undefined;

/** Where in a query one is: how deep, how many objects there are here at most, and how many the next list has. */
interface Place {
  depth: number;
  times: number;
  page: number;
}

/**
 * Refuses a document that asks for too much, before it is validated: rules of validation compare fields with each other, so that they cost
 * more than this walk. Throws `invalid_input` with what was too much.
 */
export function refuseTooMuch(schema: GraphQLSchema, document: DocumentNode, variables: Variables): void {
  const tally = { selections: 0, aliases: 0, calls: 0, objects: 0 };
  const fragments = new Map(document.definitions.flatMap((one) => (one.kind === Kind.FRAGMENT_DEFINITION ? [[one.name.value, one]] : [])));

  function count(what: keyof typeof tally, by: number): void {
    tally[what] += by;
    if (tally[what] > limits[what]) throw tooMuch(what);
  }

  function walk({ selections }: SelectionSetNode, type: GraphQLNamedType | undefined, place: Place): void {
    for (const selection of selections) {
      count("selections", 1);
      if (selection.kind === Kind.FIELD) field(selection, type, { ...place, depth: place.depth + 1 });
      else fragment(selection, type, place);
    }
  }

  function fragment(selection: Exclude<SelectionNode, FieldNode>, type: GraphQLNamedType | undefined, place: Place): void {
    const spread = selection.kind === Kind.FRAGMENT_SPREAD ? fragments.get(selection.name.value) : selection;
    if (spread === undefined) return;
    const condition = spread.typeCondition?.name.value;
    walk(spread.selectionSet, condition === undefined ? type : schema.getType(condition), place);
  }

  function field(node: FieldNode, parent: GraphQLNamedType | undefined, { depth, times, page }: Place): void {
    if (depth > limits.depth) throw tooMuch("depth");
    if (node.alias !== undefined) count("aliases", 1);
    const known = isObjectType(parent) ? parent.getFields()[node.name.value] : undefined;
    const operation = known?.extensions.operation;
    if (operation !== undefined && times > 0) count("calls", 1);
    if (node.selectionSet === undefined) return;
    const isList = known !== undefined && isListType(getNullableType(known.type));
    const here = times * (isList ? page : 1);
    count("objects", here);
    const next = operation === undefined ? (isList ? innerList : page) : pageOf(node, "limit" in operation.input.shape, variables);
    walk(node.selectionSet, known && getNamedType(known.type), { depth, times: here, page: next });
  }

  for (const definition of document.definitions) {
    if (definition.kind === Kind.OPERATION_DEFINITION)
      walk(definition.selectionSet, schema.getQueryType() ?? undefined, { depth: 0, times: 1, page: 1 });
    // Validation reads fragments that nothing spreads, too.
    if (definition.kind === Kind.FRAGMENT_DEFINITION) walk(definition.selectionSet, undefined, { depth: 0, times: 0, page: 1 });
  }
}

/** How many items the page has that a call asks for; what is no such number, the kernel refuses. */
function pageOf(node: FieldNode, takesLimit: boolean, variables: Variables): number {
  if (!takesLimit) return wholeList;
  const value = node.arguments?.find(({ name }) => name.value === "limit")?.value;
  if (value === undefined) return pageDefault;
  const limit = value.kind === Kind.VARIABLE ? variables?.[value.name.value] : value.kind === Kind.INT ? Number(value.value) : undefined;
  return typeof limit === "number" && limit > 0 ? Math.min(limit, pageMax) : pageMax;
}

const words = {
  tokens: inputWords.query_too_long,
  selections: inputWords.query_too_long,
  aliases: inputWords.query_aliases,
  depth: inputWords.query_too_deep,
  calls: inputWords.query_calls,
  objects: inputWords.query_objects,
} satisfies Record<keyof typeof limits, string>;

export function tooMuch(what: keyof typeof limits): OperationError {
  return commonError("invalid_input", { message: words[what], context: { limit: what, max: limits[what] } });
}
