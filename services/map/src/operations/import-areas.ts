import { mapContract } from "@oneheart/contracts";
import { handle } from "@oneheart/kernel";
import { languageFor, message, render } from "@oneheart/messages";
import { BEGINNING, holdsIn } from "../rules/areas/boundaries.ts";
import { boundariesIn, earliestChange, planImport } from "../rules/areas/plan-import.ts";
import { type AreaProblem, readFeatures } from "../rules/areas/read-features.ts";
import { areaStore, monthOf } from "../store/areas.ts";
import { importAreas as write } from "../workflows/import-areas.ts";

const PROBLEMS_TOLD = 50;

/** Replaces the areas of a level from a month on, all or none of them. */
export const importAreas = handle(
  mapContract.operations.importAreas,
  async ({ geojson, level, parent: above, valid_from, dry_run }, ctx) => {
    const from = valid_from ?? BEGINNING;
    const language = languageFor(ctx.source.acceptLanguage);
    const refuse = (problems: readonly AreaProblem[]): never =>
      ctx.fail("areas_invalid", {
        count: problems.length,
        problems: problems.slice(0, PROBLEMS_TOLD).map(({ at, ...problem }) => ({
          ...problem,
          at: at === null ? null : [...at],
          words: render(message(`area_problem.${problem.reason}`), language),
        })),
      });
    const { areas, problems } = readFeatures(geojson);
    if (problems.length > 0) refuse(problems);
    return ctx.transaction(async (tx) => {
      const store = areaStore(tx);
      await store.lock();
      const boundaries = await store.boundaries();
      const parent = boundaries.find((one) => one.code === above && holdsIn(one, from));
      if (above !== undefined && parent === undefined) ctx.fail("area_parent_not_found", { parent: above });
      const earliest = earliestChange(boundariesIn(boundaries, level, parent), ctx.clock.now());
      if (from < earliest) ctx.fail("boundaries_too_early", { earliest });
      const plan = planImport(boundaries, areas, { level, parent, from });
      if (plan.problems.length > 0) refuse(plan.problems);
      const { added, changed, ended } = plan;
      const told = { level, valid_from: monthOf(from), dry_run, added, changed, same: plan.same.length, ended };
      return { ...told, zones_moved: dry_run ? 0 : await write(tx.db, boundaries, plan, from, ctx.newId) };
    });
  },
);
