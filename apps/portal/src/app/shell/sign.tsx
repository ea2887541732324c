import { Link } from "@tanstack/react-router";
import classes from "./shell.module.css";

/** The product's sign and name, and the way home. */
export function Sign() {
  return (
    <Link to="/" className={classes.sign} activeOptions={{ exact: true }}>
      <svg viewBox="0 0 32 32" width="26" height="26" aria-hidden="true">
        <circle cx="16" cy="16" r="15" fill="var(--brand)" />
        <path d="M16 24.6 8.7 17.2a4.6 4.6 0 0 1 6.5-6.5l.8.8.8-.8a4.6 4.6 0 0 1 6.5 6.5z" fill="var(--on-brand)" />
      </svg>
      OneHeart
    </Link>
  );
}
