import { IconMenu2, IconX } from "@tabler/icons-react";
import { Link } from "@tanstack/react-router";
import { useWords } from "../i18n.ts";
import { type Destination, navigationWords, publicDestinations, workDestinations } from "../navigation.ts";
import { useSession } from "../portal-context.tsx";
import { Person } from "./person.tsx";
import classes from "./shell.module.css";
import { shellWords } from "./shell-words.ts";

const active = { "data-active": true } as { className?: string };

export function PublicLinks({ className }: { className?: string }) {
  const t = useWords(navigationWords);
  return (
    <nav className={className} aria-label={t("home")}>
      {publicDestinations.slice(1).map(({ to, word }) => (
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
  const work = role === undefined ? [] : workDestinations.filter(({ roles }) => roles.includes(role));
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: Escape closes the menu wherever in it the focus is.
    <div className={classes.sideInner} onKeyDown={(event) => event.key === "Escape" && isOpen && onEscape()}>
      {work.length > 0 && <DestinationList title={t("areas")} destinations={work} onChoose={onChoose} />}
      <DestinationList title={work.length > 0 ? t("public") : undefined} destinations={publicDestinations} onChoose={onChoose} />
      <div className={classes.sideFoot}>
        <Person />
      </div>
    </div>
  );
}

interface DestinationListProps {
  title?: string;
  destinations: readonly Destination[];
  onChoose: () => void;
}

function DestinationList({ title, destinations, onChoose }: DestinationListProps) {
  const t = useWords(navigationWords);
  return (
    <div className={classes.group}>
      {title && <div className={classes.groupTitle}>{title}</div>}
      <ul>
        {destinations.map(({ to, word, icon: Icon }) => (
          <li key={to}>
            <Link
              to={to}
              onClick={onChoose}
              className={classes.item}
              activeProps={active}
              activeOptions={{ exact: ["/", "/admin", "/sponsor", "/review"].includes(to), includeSearch: false }}
            >
              <Icon size={18} stroke={1.7} aria-hidden />
              {t(word)}
            </Link>
          </li>
        ))}
      </ul>
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
