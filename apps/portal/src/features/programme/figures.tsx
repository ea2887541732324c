import { analyticsContract } from "@oneheart/contracts";
import { type Answer, useRead } from "../../app/calls.ts";
import { useWords } from "../../app/i18n.ts";
import { Figure } from "../../components/figure/figure.tsx";
import { Grid } from "../../components/page/page.tsx";
import { QueryState } from "../../components/states/states.tsx";
import { programmeWords } from "./words.ts";

type Name = keyof Answer<typeof analyticsContract.operations.programmeFigures>;
const refresh_ms = 60_000;

/** Some of the programme's public figures. */
export function ProgrammeFigures({ names }: { names: readonly Name[] }) {
  const t = useWords(programmeWords);
  const query = useRead(analyticsContract.operations.programmeFigures, {}, { every_ms: refresh_ms });
  return (
    <QueryState query={query}>
      {(figures) => (
        <Grid least={200}>
          {names.map((name) => (
            <Figure key={name} label={t(name)} figure={figures[name]} />
          ))}
        </Grid>
      )}
    </QueryState>
  );
}
