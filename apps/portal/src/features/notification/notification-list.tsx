import { Button } from "@mantine/core";
import { notificationContract } from "@oneheart/contracts";
import { useNavigate } from "@tanstack/react-router";
import { type Answer, useReadPages } from "../../app/calls.ts";
import { useWords } from "../../app/i18n.ts";
import { useWrite } from "../../app/use-write.ts";
import { SideDrawer } from "../../components/drawer/side-drawer.tsx";
import { Moment } from "../../components/moment/moment.tsx";
import { EmptyState } from "../../components/states/states.tsx";
import classes from "./bell.module.css";
import { notificationWords } from "./notification-words.ts";

const { listNotifications, readNotification } = notificationContract.operations;
type Notification = Answer<typeof listNotifications>["items"][number];

/** What was reported to whoever is signed in, newest first. */
export function NotificationList({ onClose }: { onClose: () => void }) {
  const t = useWords(notificationWords);
  const navigate = useNavigate();
  const write = useWrite();
  const { items, query } = useReadPages(listNotifications, { limit: 20 });
  const choose = async (one: Notification) => {
    if (one.read_at === null) await write(readNotification, { id: one.id }).catch(() => undefined);
    const page = pageOf(one);
    if (page === undefined) return;
    onClose();
    await navigate(page);
  };
  return (
    <SideDrawer title={t("title")} onClose={onClose}>
      {items.length === 0 && query.isSuccess && <EmptyState title={t("none")}>{t("none_more")}</EmptyState>}
      <ul className={classes.list}>
        {items.map((one) => (
          <li key={one.id}>
            <button
              type="button"
              className={classes.entry}
              data-unread={one.read_at === null || undefined}
              onClick={() => void choose(one)}
            >
              <span className={classes.title}>
                {one.title}
                {one.read_at === null && <span className="visually-hidden"> ({t("is_new")})</span>}
              </span>
              <span className={classes.body}>{one.body}</span>
              <span className={classes.when}>
                <Moment at={one.created_at} />
              </span>
            </button>
          </li>
        ))}
      </ul>
      {query.hasNextPage && (
        <Button variant="subtle" loading={query.isFetchingNextPage} onClick={() => void query.fetchNextPage()}>
          {t("more")}
        </Button>
      )}
    </SideDrawer>
  );
}

/** Where what was reported is looked at; players have their own app for the rest. */
function pageOf({ data }: Notification): { to: string; search?: Record<string, string> } | undefined {
  if (data.approval_id !== undefined) return { to: "/admin/approvals", search: { request: data.approval_id } };
  return undefined;
}
