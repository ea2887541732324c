import { proofInternal } from "@oneheart/contracts/internal";
import type { Context } from "@oneheart/kernel";
import { isMessageCode, type Language, languageFor, momentIn, render, type Sentence } from "@oneheart/messages";
import type { Quest, QuestFields } from "../present.ts";
import { type Evidence, nextStep, noEvidence, type Step } from "../rules/next-step.ts";
import type { StartRefusal } from "../rules/unlocking.ts";

type Reader = Pick<Context, "source" | "clock">;

/** A quest that is to be answered with its next step. */
export interface Unguided {
  quest: QuestFields;
  /** Whose clock moments are told by; UTC where it is not known. */
  time_zone?: string | null;
  /** What keeps an available one from being started. */
  refusals?: readonly StartRefusal[];
}

/** A quest with its next step, all in words in the language that the request asks for. */
export function guided({ quest, time_zone, refusals = [] }: Unguided, reader: Reader, evidence = noEvidence): Quest {
  const step = nextStep(quest, evidence, refusals, reader.clock.now());
  const language = languageFor(reader.source.acceptLanguage);
  const inWords = <T extends { words: Sentence }>(told: T | null) => told && { ...told, words: render(told.words, language) };
  return {
    ...quest,
    time: inWords(quest.time),
    people: inWords(quest.people),
    reward_explained: quest.reward_explained.map((sentence) => render(sentence, language)),
    next_step: { ...step, words: wordsOf(step, language, time_zone ?? "UTC") },
  };
}

/** The same of several, with what was sent for those that are under way. */
export async function guidedWithEvidence(unguided: readonly Unguided[], ctx: Reader & Pick<Context, "call">): Promise<Quest[]> {
  const quest_ids = unguided.flatMap(({ quest }) => (isUnderWay(quest) ? [quest.quest_id!] : []));
  const { items } = quest_ids.length === 0 ? { items: [] } : await ctx.call(proofInternal.operations.proofsOfQuests, { quest_ids });
  const sent = Map.groupBy(items, ({ quest_id }) => quest_id);
  return unguided.map((one) => guided(one, ctx, evidenceOf(sent.get(one.quest.quest_id ?? ""))));
}

function isUnderWay({ status, hand_in_until }: QuestFields): boolean {
  return status === "active" || status === "submitted" || (status === "expired" && hand_in_until !== null);
}

function evidenceOf(proofs: ReadonlyArray<{ status: string }> = []): Evidence {
  return { sent: proofs.length > 0, with_person: proofs.some(({ status }) => status === "in_review") };
}

function wordsOf({ code, parameters }: Step, language: Language, timeZone: string): string {
  const shown = Object.entries(parameters).map(([name, value]) => {
    if (name === "badge") return [name, badgeName(String(value))];
    return [name, typeof value === "string" ? momentIn(value, language, timeZone) : value];
  });
  return render({ code: `next_step.${code}`, parameters: Object.fromEntries(shown) }, language);
}

/** A badge of an operator is called by its type, as it has no translation. */
function badgeName(badge_type: string) {
  const code = `badge.${badge_type}`;
  return isMessageCode(code) ? { code, parameters: {} } : badge_type.replaceAll("_", " ");
}
