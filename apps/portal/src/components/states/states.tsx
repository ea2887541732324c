import { Button, Skeleton } from "@mantine/core";
import { type Icon, IconCloudOff, IconLock, IconMoodEmpty, IconPlugConnectedX } from "@tabler/icons-react";
import type { ReactNode } from "react";
import { defineWords, useWords } from "../../app/i18n.ts";
import { type Trouble, useTrouble } from "../../app/trouble.ts";
import classes from "./states.module.css";

const words = defineWords(
  "states",
  {
    again: "Try again",
    number: "Request {{id}}",
    loading: "Loading …",
  },
  {
    again: "ลองอีกครั้ง",
    number: "คำขอ {{id}}",
    loading: "กำลังโหลด …",
  },
);

interface StateProps {
  icon: Icon;
  title: string;
  children?: ReactNode;
  action?: ReactNode;
}

/** A place where something would be, and why it is not. */
export function State({ icon: Icon, title, children, action }: StateProps) {
  return (
    <div className={classes.state}>
      <Icon size={30} stroke={1.5} aria-hidden />
      <strong>{title}</strong>
      {children && <div className={classes.more}>{children}</div>}
      {action}
    </div>
  );
}

/** Nothing there, or nothing that fits the filter; says what to do. */
export function EmptyState({
  title,
  children,
  action,
  icon = IconMoodEmpty,
}: {
  title: string;
  children?: ReactNode;
  action?: ReactNode;
  icon?: Icon;
}) {
  return (
    <State icon={icon} title={title} action={action}>
      {children}
    </State>
  );
}

const troubleIcons: Record<Trouble["kind"], Icon> = {
  offline: IconCloudOff,
  refused: IconPlugConnectedX,
  forbidden: IconLock,
  failed: IconPlugConnectedX,
  unexpected: IconPlugConnectedX,
};

/** What went wrong, what to do, and the number by which operators find it. */
export function ErrorState({ error, onRetry }: { error: unknown; onRetry?: () => void }) {
  const t = useWords(words);
  const { kind, title, detail, request_id } = useTrouble()(error);
  const retry = onRetry && kind !== "forbidden" && (
    <Button variant="default" onClick={onRetry}>
      {t("again")}
    </Button>
  );
  return (
    <div role="alert">
      <State icon={troubleIcons[kind]} title={title} action={retry}>
        {detail}
        {request_id && <small className={classes.number}>{t("number", { id: request_id })}</small>}
      </State>
    </div>
  );
}

/** The shape of what comes: lines in a card. */
export function LoadingLines({ lines = 4 }: { lines?: number }) {
  const t = useWords(words);
  return (
    <div className={classes.lines} role="status" aria-label={t("loading")}>
      {Array.from({ length: lines }, (_, line) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: lines that are all alike.
        <Skeleton key={line} height={14} width={`${92 - ((line * 17) % 40)}%`} radius={6} />
      ))}
    </div>
  );
}

interface QueryStateProps<Data> {
  query: { data: Data | undefined; error: unknown; refetch: () => unknown };
  lines?: number;
  children: (data: Data) => ReactNode;
}

/** What a read gave; until then the shape of it, and in its place what went wrong. What is there stays while it is read again. */
export function QueryState<Data>({ query: { data, error, refetch }, lines, children }: QueryStateProps<Data>) {
  if (data !== undefined) return children(data);
  if (error) return <ErrorState error={error} onRetry={() => void refetch()} />;
  return <LoadingLines lines={lines} />;
}
