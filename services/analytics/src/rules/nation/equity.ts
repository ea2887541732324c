/** An area with the people who live in it, and what was done there. */
export interface AreaShare {
  population: number;
  actions: number;
}

/** How unequally areas take part, by head. */
export interface Equity {
  areas: number;
  /** Gini coefficient of actions by head, each area weighted by its people, in basis points: 0 where all areas have as many by head. */
  gini_bps: number;
  /** Actions by 1,000 people, in the area with the fewest and in the one with the most. */
  lowest_per_1000: number;
  highest_per_1000: number;
}

export function perThousand({ population, actions }: AreaShare): number {
  return Math.round((actions * 100_000) / population) / 100;
}

/** Undefined for fewer than two areas, and where nothing was done: there is nothing to compare. */
export function equityOf(areas: readonly AreaShare[]): Equity | undefined {
  const [people, actions] = [sum(areas, "population"), sum(areas, "actions")];
  if (areas.length < 2 || actions === 0) return undefined;
  const poorestFirst = areas.toSorted((a, b) => a.actions / a.population - b.actions / b.population);
  // Twice the area under the Lorenz curve, by trapezoids.
  let [below, reached] = [0, 0];
  for (const area of poorestFirst) {
    below += (area.population / people) * (2 * reached + area.actions / actions);
    reached += area.actions / actions;
  }
  return {
    areas: areas.length,
    gini_bps: Math.round((1 - below) * 10_000),
    lowest_per_1000: perThousand(poorestFirst[0]!),
    highest_per_1000: perThousand(poorestFirst.at(-1)!),
  };
}

function sum(areas: readonly AreaShare[], field: keyof AreaShare): number {
  return areas.reduce((total, area) => total + area[field], 0);
}
