import classes from "./file-field.module.css";

interface FileFieldProps {
  label: string;
  /** As an input of HTML takes it. */
  accept: string;
  required?: boolean;
  onChoose: (file: File | undefined) => void;
  /** What was chosen is not shown, so that the same file can be chosen again after it was changed. */
  forgets?: boolean;
}

/** A file to choose. */
export function FileField({ label, accept, required, onChoose, forgets }: FileFieldProps) {
  return (
    <label className={classes.file}>
      {label}
      <input
        type="file"
        accept={accept}
        required={required}
        onChange={({ currentTarget }) => {
          onChoose(currentTarget.files?.[0]);
          if (forgets) currentTarget.value = "";
        }}
      />
    </label>
  );
}
