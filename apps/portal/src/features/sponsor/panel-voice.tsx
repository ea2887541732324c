import { useFormats } from "../../app/formats.ts";
import { useWords } from "../../app/i18n.ts";
import { FigureLink } from "../../components/figure/figure-link.tsx";
import { Card } from "../../components/page/page.tsx";
import { DataTable } from "../../components/table/data-table.tsx";
import type { Panel } from "./panel-shape.ts";
import { sponsorWords } from "./words.ts";

type Voice = Panel["voice"][number];

/** How many of those who answered said so, in basis points. */
function shareOf({ cells, answers }: Voice, said: (cell: Voice["cells"][number]) => boolean): number | undefined {
  if (answers.value === null) return undefined;
  const sum = cells.filter(said).reduce((total, { amount }) => total + amount, 0);
  return Math.round((sum * 10_000) / answers.value);
}

/** What people say whom missions are for; never without how many of them answered. */
export function PanelVoice({ voice }: { voice: Panel["voice"] }) {
  const t = useWords(sponsorWords);
  const formats = useFormats();
  if (voice.length === 0) return null;
  const share = (bps: number | undefined) => (bps === undefined ? "–" : formats.share(bps));
  const helped = (row: Voice) => shareOf(row, (cell) => cell.helped >= 4);
  const more = (row: Voice) => shareOf(row, (cell) => cell.wanted === "more");
  return (
    <Card title={t("voice")}>
      <p>{t("voice_lead")}</p>
      <DataTable
        caption={t("voice")}
        file="voice"
        rows={voice}
        rowKey={({ mission_id }) => mission_id}
        empty={null}
        columns={[
          { key: "mission", head: t("voice_mission"), value: ({ title }) => title },
          {
            key: "answers",
            head: t("voice_answers"),
            align: "end",
            value: ({ answers }) => answers.value,
            cell: ({ answers, title }) =>
              answers.value === null ? t("voice_few") : <FigureLink label={`${t("voice_answers")}, ${title}`} figure={answers} />,
          },
          {
            key: "response",
            head: t("voice_response"),
            align: "end",
            value: ({ response_bps }) => response_bps,
            cell: ({ response_bps, handed_out }) =>
              t("voice_of", { share: share(response_bps ?? undefined), asked: formats.number(handed_out) }),
          },
          { key: "helped", head: t("voice_helped"), align: "end", value: helped, cell: (row) => share(helped(row)) },
          { key: "more", head: t("voice_more"), align: "end", value: more, cell: (row) => share(more(row)) },
        ]}
      />
    </Card>
  );
}
