/** A Sustainable Development Goal, the targets of it that are served, and the kinds of missions that serve it. */
export interface ServedGoal {
  goal: number;
  targets: string[];
  mission_types: string[];
}

export type GoalMapping = { mission_type: string; targets: string[] };

/** The goals that kinds serve, in order. */
export function goalsOf(mappings: readonly GoalMapping[]): ServedGoal[] {
  const said = mappings.flatMap(({ mission_type, targets }) =>
    targets.map((target) => ({ mission_type, target, goal: Number.parseInt(target, 10) })),
  );
  return [...Map.groupBy(said, ({ goal }) => goal)]
    .sort(([a], [b]) => a - b)
    .map(([goal, of]) => ({
      goal,
      targets: [...new Set(of.map(({ target }) => target).filter((target) => target.includes(".")))],
      mission_types: [...new Set(of.map(({ mission_type }) => mission_type))],
    }));
}

/** The kinds that serve a goal. */
export function kindsOf(mappings: readonly GoalMapping[], goal: number): Set<string> {
  return new Set(goalsOf(mappings).find((one) => one.goal === goal)?.mission_types);
}
