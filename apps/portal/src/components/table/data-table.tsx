import { Button } from "@mantine/core";
import { IconDownload } from "@tabler/icons-react";
import { useVirtualizer } from "@tanstack/react-virtual";
import { type ReactNode, useRef } from "react";
import { defineWords, useWords } from "../../app/i18n.ts";
import { ErrorState, LoadingLines } from "../states/states.tsx";
import { downloadCsv } from "./csv.ts";
import classes from "./data-table.module.css";

const words = defineWords(
  "table",
  {
    more: "Show more",
    csv: "CSV",
    csv_long: "Save this table as CSV",
    rows_one: "{{count}} row",
    rows_other: "{{count}} rows",
    and_more: "{{count}} rows, and more",
  },
  { more: "แสดงเพิ่ม", csv: "CSV", csv_long: "บันทึกตารางนี้เป็น CSV", rows_other: "{{count}} แถว", and_more: "{{count}} แถว และยังมีอีก" },
);

type Plain = string | number | boolean | null | undefined;

interface Column<Row> {
  key: string;
  head: string;
  /** What is written to the CSV, and shown where there is no `cell`. */
  value: (row: Row) => Plain;
  cell?: (row: Row) => ReactNode;
  /** Numbers stand right, with their unit in the head. */
  align?: "start" | "end";
  /** May be left out where there is no room; on narrow screens everything stands below each other. */
  wide?: boolean;
}

interface DataTableProps<Row> {
  caption: string;
  columns: ReadonlyArray<Column<Row>>;
  rows: readonly Row[];
  rowKey: (row: Row) => string;
  onRow?: (row: Row) => void;
  isChosen?: (row: Row) => boolean;
  isLoading?: boolean;
  error?: unknown;
  onRetry?: () => void;
  onMore?: () => void;
  isLoadingMore?: boolean;
  empty: ReactNode;
  /** The name of the CSV file, without its ending. */
  file: string;
}

/** Fewer rows than this are simply all there, which print and search in the page like. */
const virtualFrom = 200;
const rowHeight_px = 45;

/** A table with its CSV. The head of each row opens it; thousands of rows stay quick, as only those in sight are drawn. */
export function DataTable<Row>(props: DataTableProps<Row>) {
  const { caption, columns, rows, empty, error, isLoading, onRetry, onMore, isLoadingMore, file } = props;
  const t = useWords(words);
  if (rows.length === 0 && error) return <ErrorState error={error} onRetry={onRetry} />;
  if (rows.length === 0 && isLoading) return <LoadingLines lines={6} />;
  if (rows.length === 0) return empty;
  return (
    <div className={classes.whole}>
      {rows.length < virtualFrom ? <AllRows {...props} /> : <VirtualRows {...props} />}
      <div className={classes.foot} data-no-print>
        <span role="status">{onMore ? t("and_more", { count: rows.length }) : t("rows", { count: rows.length })}</span>
        <div className={classes.footActions}>
          {onMore && (
            <Button variant="default" size="xs" loading={isLoadingMore} onClick={onMore}>
              {t("more")}
            </Button>
          )}
          <Button
            variant="subtle"
            size="xs"
            leftSection={<IconDownload size={15} aria-hidden />}
            aria-label={`${t("csv_long")}: ${caption}`}
            onClick={() => downloadCsv(file, columns, rows)}
          >
            {t("csv")}
          </Button>
        </div>
      </div>
    </div>
  );
}

function AllRows<Row>(props: DataTableProps<Row>) {
  return (
    <section
      className={classes.scroll}
      aria-label={props.caption} /* biome-ignore lint/a11y/noNoninteractiveTabindex: a table may scroll sideways, also by keyboard. */
      tabIndex={0}
    >
      <table className={classes.table}>
        <Head {...props} />
        <tbody>
          {props.rows.map((row) => (
            <TableRow key={props.rowKey(row)} row={row} {...props} />
          ))}
        </tbody>
      </table>
    </section>
  );
}

function VirtualRows<Row>(props: DataTableProps<Row>) {
  const frame = useRef<HTMLElement>(null);
  const virtual = useVirtualizer({
    count: props.rows.length,
    getScrollElement: () => frame.current,
    estimateSize: () => rowHeight_px,
    overscan: 12,
  });
  const shown = virtual.getVirtualItems();
  const above = shown[0]?.start ?? 0;
  const below = virtual.getTotalSize() - (shown.at(-1)?.end ?? 0);
  return (
    <section
      ref={frame}
      className={`${classes.scroll} ${classes.tall}`}
      aria-label={props.caption} /* biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, also by keyboard. */
      tabIndex={0}
    >
      <table className={classes.table} aria-rowcount={props.rows.length}>
        <Head {...props} />
        <tbody>
          {above > 0 && <tr aria-hidden style={{ height: above }} />}
          {shown.map(({ index, key }) => (
            <TableRow key={key} row={props.rows[index]!} index={index} {...props} />
          ))}
          {below > 0 && <tr aria-hidden style={{ height: below }} />}
        </tbody>
      </table>
    </section>
  );
}

function Head<Row>({ caption, columns }: DataTableProps<Row>) {
  return (
    <>
      <caption className="visually-hidden">{caption}</caption>
      <thead>
        <tr>
          {columns.map(({ key, head, align, wide }) => (
            <th key={key} scope="col" data-align={align} data-wide={wide || undefined}>
              {head}
            </th>
          ))}
        </tr>
      </thead>
    </>
  );
}

function TableRow<Row>({ row, index, columns, onRow, isChosen }: DataTableProps<Row> & { row: Row; index?: number }) {
  return (
    <tr data-chosen={isChosen?.(row) || undefined} aria-rowindex={index === undefined ? undefined : index + 2}>
      {columns.map((column, at) => {
        const shown = column.cell?.(row) ?? plainText(column.value(row));
        const content =
          at === 0 && onRow ? (
            <button type="button" className={classes.open} onClick={() => onRow(row)}>
              {shown}
            </button>
          ) : (
            shown
          );
        const Cell = at === 0 ? "th" : "td";
        return (
          <Cell
            key={column.key}
            scope={at === 0 ? "row" : undefined}
            data-align={column.align}
            data-wide={column.wide || undefined}
            data-head={column.head}
          >
            {content}
          </Cell>
        );
      })}
    </tr>
  );
}

function plainText(value: Plain): string {
  return value === null || value === undefined ? "–" : String(value);
}
