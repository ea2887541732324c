import { Outlet, useRouterState } from "@tanstack/react-router";
import { lazy, Suspense, useEffect, useRef, useState } from "react";
import { useWords } from "../i18n.ts";
import { useSession } from "../portal-context.tsx";
import { KeyboardHelp } from "./keyboard-help.tsx";
import { MenuButton, Navigation, PublicLinks } from "./navigation-list.tsx";
import { OutboxBar } from "./outbox-bar.tsx";
import { PageTools } from "./page-tools.tsx";
import { Person } from "./person.tsx";
import { SessionExpired } from "./session-expired.tsx";
import classes from "./shell.module.css";
import { shellWords } from "./shell-words.ts";
import { Sign } from "./sign.tsx";
import { Standing } from "./standing.tsx";

// Notifications need contracts, which the shell does without.
const Bell = lazy(() => import("../../features/notification/bell.tsx").then(({ Bell }) => ({ default: Bell })));
const work = /^\/(admin|review|ledger|sponsor|nation)(\/|$)/;

/** Everything around a page: the way in for keyboards, where one may go, who one is. */
export function Shell() {
  const t = useWords(shellWords);
  const path = useRouterState({ select: ({ location }) => location.pathname });
  const { status } = useSession();
  const [open, setOpen] = useState(false);
  const main = useRef<HTMLElement>(null);
  const isWork = work.test(path) && status !== "nobody";

  // A new page begins at its top, also for those who hear it.
  const earlier = useRef(path);
  useEffect(() => {
    if (earlier.current === path) return;
    earlier.current = path;
    setOpen(false);
    main.current?.focus({ preventScroll: true });
  }, [path]);

  return (
    <div className={classes.frame} data-work={isWork || undefined}>
      <button type="button" className={classes.skip} onClick={() => main.current?.focus()}>
        {t("skip")}
      </button>
      <header className={classes.bar} data-no-print>
        <Sign />
        {!isWork && <PublicLinks className={classes.links} />}
        <div className={classes.tools}>
          {status === "signed_in" && (
            <Suspense>
              <Bell />
            </Suspense>
          )}
          <PageTools />
          {!isWork && <Person />}
        </div>
        <MenuButton open={open} onToggle={() => setOpen((is) => !is)} />
      </header>
      <nav className={classes.side} data-open={open || undefined} aria-label={t("navigation")} data-no-print>
        <Navigation onChoose={() => setOpen(false)} onEscape={() => setOpen(false)} isOpen={open} />
      </nav>
      <main id="page" ref={main} tabIndex={-1} className={classes.main}>
        <Standing />
        <Outlet />
      </main>
      <OutboxBar />
      <KeyboardHelp />
      <SessionExpired />
    </div>
  );
}
