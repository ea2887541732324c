import "../dialog/styles.ts";
import { Button, Drawer } from "@mantine/core";
import { analyticsContract, type Drill, type Figure, type Operation, sponsorContract, type VoiceWanted } from "@oneheart/contracts";
import { useState } from "react";
import { useReadPages } from "../../app/calls.ts";
import { useFormats } from "../../app/formats.ts";
import { useWords } from "../../app/i18n.ts";
import { kindInWords } from "../../app/kind-in-words.ts";
import { figureParts, figureWords } from "../figure/figure-words.ts";
import { Moment } from "../moment/moment.tsx";
import { EmptyState, QueryState } from "../states/states.tsx";
import { ReceiptCheck } from "./receipt-check.tsx";
import classes from "./trail.module.css";
import { trailWords } from "./trail-words.ts";

interface TrailProps {
  title: string;
  figure: Figure;
  drill: Drill;
  onClose: () => void;
}

/** A figure that another one compares, in words. */
interface FigurePart {
  figure: Figure;
  drill: Drill;
  words: string;
}

/** One line of any drill; which of the fields it has depends on the figure. */
interface Line {
  position?: number;
  amount?: number;
  at?: string;
  day?: string;
  name?: string;
  kind?: string;
  /** Of a cell of months, which may hold several places or kinds. */
  from?: string;
  to?: string;
  mission_type?: string | null;
  /** Of what people said of a mission. */
  helped?: number;
  wanted?: VoiceWanted;
  ledger_id?: string | null;
}

/** From a figure to the lines that come to it, and from a line to its receipt, checked in this browser. */
export function Trail({ title, figure, drill, onClose }: TrailProps) {
  const t = useWords(trailWords);
  const [entry, setEntry] = useState<string>();
  /** One of the two figures that the first one compares. */
  const [part, setPart] = useState<FigurePart>();
  const shown = part ?? { figure, drill };
  const operation = operationOf(shown.drill);
  const back = () => (entry !== undefined ? setEntry(undefined) : part !== undefined ? setPart(undefined) : onClose());
  return (
    <Drawer opened onClose={back} size="md" title={t("title")} closeButtonProps={{ "aria-label": t("close") }}>
      <p className={classes.crumb}>
        {title}
        {part !== undefined && <> › {part.words}</>}
        {entry !== undefined && <> › {t("one_entry")}</>}
      </p>
      {entry === undefined ? (
        operation && (
          <Lines
            key={shown.drill.operation}
            operation={operation}
            drill={shown.drill}
            unit={shown.figure.unit}
            onEntry={setEntry}
            onPart={setPart}
          />
        )
      ) : (
        <>
          <ReceiptCheck id={entry} />
          <Button variant="default" onClick={back}>
            {t("back")}
          </Button>
        </>
      )}
      {entry === undefined && part !== undefined && (
        <Button variant="default" onClick={back}>
          {t("back_to_share")}
        </Button>
      )}
    </Drawer>
  );
}

function operationOf({ operation }: Drill): Operation | undefined {
  const [service, name = ""] = operation.split(".");
  const contract = [analyticsContract, sponsorContract].find((one) => one.service === service);
  return (contract?.operations as Record<string, Operation> | undefined)?.[name];
}

interface LinesProps {
  operation: Operation;
  drill: Drill;
  unit: string;
  onEntry: (id: string) => void;
  onPart: (part: FigurePart) => void;
}

function Lines({ operation, drill, unit, onEntry, onPart }: LinesProps) {
  const t = useWords(trailWords);
  const w = useWords(figureWords);
  const formats = useFormats();
  const { query } = useReadPages(operation, drill.query as never);
  const amount = (value: number | null, of: string) => {
    const parts = figureParts(value, of, formats, w);
    return `${parts.value} ${parts.unit}`;
  };
  const cell = ({ from, to, mission_type, helped, wanted }: Line) => {
    if (helped !== undefined && wanted !== undefined) return t("said", { helped, wanted: t(`wanted_${wanted}`) });
    if (from === undefined || to === undefined) return undefined;
    const months = from === to ? formats.month(from) : `${formats.month(from)} – ${formats.month(to)}`;
    return `${months}, ${mission_type === null || mission_type === undefined ? t("several_kinds") : kindInWords(mission_type)}`;
  };
  const amountOf = (figure: Figure) => amount(figure.value, figure.unit);
  return (
    <QueryState query={query}>
      {(data) => {
        const pages = data.pages as Array<{ items?: Line[]; sum?: number; part?: Figure; whole?: Figure }>;
        const lines = pages.flatMap(({ items = [] }) => items);
        const [first] = pages;
        if (first?.part && first.whole) {
          const parts = [first.part, first.whole].map((figure) => ({ figure, drill: figure.drill, words: amountOf(figure) }));
          return (
            <>
              <p className={classes.sum}>{t("share", { part: parts[0]!.words, whole: parts[1]!.words })}</p>
              <ul className={classes.lines}>
                {parts.map((part) => (
                  <li key={part.words}>
                    <span className="tabular">{part.words}</span>
                    {part.drill && (
                      <button type="button" onClick={() => onPart(part as FigurePart)}>
                        {t("part")}
                      </button>
                    )}
                  </li>
                ))}
              </ul>
            </>
          );
        }
        if (lines.length === 0) return <EmptyState title={t("nothing")} />;
        return (
          <>
            <p className={classes.sum}>{t("sum", { sum: amount(first?.sum ?? 0, unit) })}</p>
            <ul className={classes.lines}>
              {lines.map((line, place) => (
                // Cells have no name of their own; their places in the list do not change.
                <li key={line.position ?? line.day ?? line.name ?? place}>
                  <span>{line.at ? <Moment at={line.at} exact /> : (line.day ?? line.name ?? cell(line))}</span>
                  <span className="tabular">{amount(line.amount ?? 0, unit)}</span>
                  {line.ledger_id && (
                    <button type="button" onClick={() => onEntry(line.ledger_id!)}>
                      {t("receipt")}
                    </button>
                  )}
                </li>
              ))}
            </ul>
            {query.hasNextPage && (
              <Button variant="default" loading={query.isFetchingNextPage} onClick={() => void query.fetchNextPage()}>
                {t("more")}
              </Button>
            )}
          </>
        );
      }}
    </QueryState>
  );
}
