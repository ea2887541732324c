import classes from "./toggle.module.css";

interface ToggleProps<Name extends string> {
  /** What is chosen between, for those who do not see it. */
  label: string;
  value: Name;
  options: ReadonlyArray<{ value: Name; label: string }>;
  onChange: (value: Name) => void;
}

/** One of a few, beside each other. */
export function Toggle<Name extends string>({ label, value, options, onChange }: ToggleProps<Name>) {
  return (
    <fieldset aria-label={label} className={classes.toggle} data-no-print>
      {options.map((option) => (
        <button key={option.value} type="button" aria-pressed={option.value === value} onClick={() => onChange(option.value)}>
          {option.label}
        </button>
      ))}
    </fieldset>
  );
}
