import { IconMenu2, IconX } from "@tabler/icons-react";
import { Link } from "@tanstack/react-router";
import { lazy, Suspense } from "react";
import { useWords } from "../i18n.ts";
import { navigationWords, publicDestinations } from "../navigation.ts";
import { useSession } from "../portal-context.tsx";
import { DestinationList } from "./destination-list.tsx";
import { Person } from "./person.tsx";
import classes from "./shell.module.css";
import { shellWords } from "./shell-words.ts";

/** What people work on is named once somebody is signed in. */
const WorkList = lazy(() => import("./work-list.tsx").then(({ WorkList: list }) => ({ default: list })));

const active = { "data-active": true } as { className?: string };

export function PublicLinks({ className }: { className?: string }) {
  const t = useWords(navigationWords);
  return (
    <nav className={className} aria-label={t("home")}>
      {publicDestinations.places.slice(1).map(({ to, word }) => (
        <Link key={to} to={to} className={classes.link} activeProps={active}>
          {t(word)}
        </Link>
      ))}
    </nav>
  );
}

interface NavigationProps {
  isOpen: boolean;
  onChoose: () => void;
  onEscape: () => void;
}

/** Where one may go: what one's role works on, then what is everybody's. */
export function Navigation({ isOpen, onChoose, onEscape }: NavigationProps) {
  const t = useWords(shellWords);
  const session = useSession();
  const role = session.person?.role;
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: Escape closes the menu wherever in it the focus is.
    <div className={classes.sideInner} onKeyDown={(event) => event.key === "Escape" && isOpen && onEscape()}>
      <Suspense>{role && <WorkList role={role} title={t("areas")} onChoose={onChoose} />}</Suspense>
      <DestinationList title={role && t("public")} destinations={publicDestinations} onChoose={onChoose} />
      <div className={classes.sideFoot}>
        <Person />
      </div>
    </div>
  );
}

export function MenuButton({ open, onToggle }: { open: boolean; onToggle: () => void }) {
  const t = useWords(shellWords);
  const Icon = open ? IconX : IconMenu2;
  return (
    <button
      type="button"
      className={classes.menuButton}
      aria-expanded={open}
      aria-label={open ? t("menu_close") : t("menu_open")}
      onClick={onToggle}
    >
      <Icon size={22} aria-hidden />
    </button>
  );
}
