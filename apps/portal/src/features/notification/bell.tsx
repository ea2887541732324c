import { notificationContract } from "@oneheart/contracts";
import { IconBell } from "@tabler/icons-react";
import { useQueryClient } from "@tanstack/react-query";
import { lazy, Suspense, useEffect, useState } from "react";
import { useRead } from "../../app/calls.ts";
import { useWords } from "../../app/i18n.ts";
import { usePortal } from "../../app/portal-context.tsx";
import shell from "../../app/shell/shell.module.css";
import classes from "./bell.module.css";
import { notificationWords } from "./notification-words.ts";

const { listNotifications, notificationStream } = notificationContract.operations;
const NotificationList = lazy(() => import("./notification-list.tsx").then(({ NotificationList }) => ({ default: NotificationList })));
const shownMost = 99;

/** How many notifications wait, live; opened, what they say. */
export function Bell() {
  const t = useWords(notificationWords);
  const [open, setOpen] = useState(false);
  const news = useLiveNotifications();
  const unread = useRead(listNotifications, { limit: 1, unread: true }).data?.unread_count ?? 0;
  const label = unread === 0 ? t("none_unread") : t("unread", { count: unread });
  return (
    <>
      <button type="button" className={shell.tool} aria-label={label} title={label} aria-haspopup="dialog" onClick={() => setOpen(true)}>
        <span className={classes.bell}>
          <IconBell size={18} stroke={1.7} aria-hidden />
          {unread > 0 && (
            <span className={classes.count} aria-hidden>
              {unread > shownMost ? `${shownMost}+` : unread}
            </span>
          )}
        </span>
      </button>
      <span role="status" className="visually-hidden">
        {news}
      </span>
      {open && (
        <Suspense>
          <NotificationList onClose={() => setOpen(false)} />
        </Suspense>
      )}
    </>
  );
}

/** Follows the notifications while somebody is signed in, and answers the title of the one that came last. */
function useLiveNotifications(): string {
  const { follow } = usePortal();
  const client = useQueryClient();
  const [news, setNews] = useState("");
  useEffect(() => {
    const end = new AbortController();
    const onEvent = ({ data }: { data: string }) => {
      setNews((JSON.parse(data) as { title: string }).title);
      void client.invalidateQueries({ queryKey: ["notification"] });
    };
    // A session that ended is told by the page; without a stream the count is read with each page.
    follow()
      .then((start) => start(notificationStream, {}, { signal: end.signal, onEvent }))
      .catch(() => {});
    return () => end.abort();
  }, [follow, client]);
  return news;
}
