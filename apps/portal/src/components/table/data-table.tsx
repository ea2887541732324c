import "../form/styles.ts";
import { Button, TextInput } from "@mantine/core";
import { IconArrowDown, IconArrowsSort, IconArrowUp, IconDownload, IconSearch } from "@tabler/icons-react";
import { useVirtualizer } from "@tanstack/react-virtual";
import { type ReactNode, useDeferredValue, useMemo, useRef, useState } from "react";
import { defineWords, useWords } from "../../app/i18n.ts";
import { EmptyState, ErrorState, LoadingLines } from "../states/states.tsx";
import { downloadCsv } from "./csv.ts";
import classes from "./data-table.module.css";
import { filterRows, nextOrder, type Order, type Plain, searchTexts, sortRows } from "./rows.ts";

const words = defineWords(
  "table",
  {
    more: "Show more",
    csv: "CSV",
    csv_long: "Save this table as CSV",
    rows_one: "{{count}} row",
    rows_other: "{{count}} rows",
    and_more: "{{count}} rows, and more",
    some: "{{count}} of {{all}} rows",
    filter: "Filter what is here",
    none: "No row has all of these words",
    sort: "Sort by {{head}}",
  },
  {
    more: "แสดงเพิ่ม",
    csv: "CSV",
    csv_long: "บันทึกตารางนี้เป็น CSV",
    rows_other: "{{count}} แถว",
    and_more: "{{count}} แถว และยังมีอีก",
    some: "{{count}} จาก {{all}} แถว",
    filter: "กรองสิ่งที่แสดงอยู่",
    none: "ไม่มีแถวที่มีคำเหล่านี้ครบ",
    sort: "เรียงตาม{{head}}",
  },
);

export interface Column<Row> {
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

/** Fewer rows than this are looked through by eye. */
const filterFrom = 8;
/** Fewer rows than this are simply all there, which print and search in the page like. */
const virtualFrom = 200;
const rowHeight_px = 45;

/**
 * A table with its CSV, sorted and filtered here. The head of each row opens it; thousands of rows stay quick, as only those in sight are
 * drawn.
 */
export function DataTable<Row>(props: DataTableProps<Row>) {
  const { rows, empty, error, isLoading, onRetry } = props;
  if (rows.length === 0 && error) return <ErrorState error={error} onRetry={onRetry} />;
  if (rows.length === 0 && isLoading) return <LoadingLines lines={6} />;
  return rows.length === 0 ? empty : <FilledTable {...props} />;
}

interface Sorting {
  order: Order | undefined;
  onSort: (key: string) => void;
}

function FilledTable<Row>(props: DataTableProps<Row>) {
  const { caption, columns, rows, file } = props;
  const t = useWords(words);
  const [typed, setTyped] = useState("");
  const [order, setOrder] = useState<Order>();
  const filter = useDeferredValue(typed.trim());
  // Columns are made anew with every drawing, and say the same for the same rows.
  // biome-ignore lint/correctness/useExhaustiveDependencies: see above.
  const texts = useMemo(() => (filter === "" ? [] : searchTexts(rows, columns)), [rows, filter === ""]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: see above.
  const shown = useMemo(() => sortRows(filterRows(rows, texts, filter), columns, order), [rows, texts, filter, order]);
  const sorting = { order, onSort: (key: string) => setOrder(nextOrder(order, key)) };
  const table = { ...props, ...sorting, rows: shown };
  return (
    <div className={classes.whole}>
      {rows.length >= filterFrom && (
        <TextInput
          className={classes.filter}
          aria-label={`${t("filter")}: ${caption}`}
          placeholder={t("filter")}
          leftSection={<IconSearch size={15} aria-hidden />}
          value={typed}
          onChange={(event) => setTyped(event.currentTarget.value)}
          data-search
          data-no-print
        />
      )}
      {shown.length < virtualFrom ? <AllRows {...table} /> : <VirtualRows {...table} />}
      {shown.length === 0 && <EmptyState title={t("none")} />}
      <Foot {...props} shown={shown.length} onCsv={() => downloadCsv(file, columns, shown)} />
    </div>
  );
}

function Foot<Row>(props: DataTableProps<Row> & { shown: number; onCsv: () => void }) {
  const { caption, rows, shown, onMore, isLoadingMore, onCsv } = props;
  const t = useWords(words);
  const count = () => {
    if (shown < rows.length) return t("some", { count: shown, all: rows.length });
    return onMore ? t("and_more", { count: rows.length }) : t("rows", { count: rows.length });
  };
  return (
    <div className={classes.foot} data-no-print>
      <span role="status">{count()}</span>
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
          onClick={onCsv}
        >
          {t("csv")}
        </Button>
      </div>
    </div>
  );
}

function AllRows<Row>(props: DataTableProps<Row> & Sorting) {
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

function VirtualRows<Row>(props: DataTableProps<Row> & Sorting) {
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

function Head<Row>({ caption, columns, order, onSort }: DataTableProps<Row> & Sorting) {
  const t = useWords(words);
  return (
    <>
      <caption className="visually-hidden">{caption}</caption>
      <thead>
        <tr>
          {columns.map(({ key, head, align, wide }) => {
            const direction = order?.key !== key ? undefined : order.descending ? "descending" : "ascending";
            const Icon = direction === undefined ? IconArrowsSort : direction === "ascending" ? IconArrowUp : IconArrowDown;
            return (
              <th key={key} scope="col" data-align={align} data-wide={wide || undefined} aria-sort={direction}>
                <button type="button" className={classes.sort} title={t("sort", { head })} onClick={() => onSort(key)}>
                  {head}
                  <Icon size={12} aria-hidden />
                </button>
              </th>
            );
          })}
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
