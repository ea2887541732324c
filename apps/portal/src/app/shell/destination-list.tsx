import { Link } from "@tanstack/react-router";
import { useWords } from "../i18n.ts";
import type { Destinations } from "../navigation.ts";
import classes from "./shell.module.css";

const active = { "data-active": true } as { className?: string };
/** Other pages lie below these. */
const exact = ["/", "/admin", "/sponsor", "/review", "/nation"];

interface DestinationListProps<Word extends string> {
  title?: string;
  destinations: Destinations<Word>;
  onChoose: () => void;
}

export function DestinationList<Word extends string>({ title, destinations, onChoose }: DestinationListProps<Word>) {
  const t = useWords(destinations.words);
  return (
    <div className={classes.group}>
      {title && <div className={classes.groupTitle}>{title}</div>}
      <ul>
        {destinations.places.map(({ to, word, icon: Icon }) => (
          <li key={to}>
            <Link
              to={to}
              onClick={onChoose}
              className={classes.item}
              activeProps={active}
              activeOptions={{ exact: exact.includes(to), includeSearch: false }}
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
