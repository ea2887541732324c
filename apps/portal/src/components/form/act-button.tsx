import { Button, type ButtonProps } from "@mantine/core";
import { type ReactNode, useState } from "react";
import { FormTrouble } from "./form-trouble.tsx";

interface ActButtonProps extends ButtonProps {
  act: () => Promise<unknown>;
  children: ReactNode;
}

/** A button that does something at the server, waits for it, and says why it was refused. */
export function ActButton({ act, children, ...button }: ActButtonProps) {
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>();
  const press = async () => {
    setBusy(true);
    setError(undefined);
    try {
      await act();
    } catch (refused) {
      setError(refused);
    } finally {
      setBusy(false);
    }
  };
  return (
    <>
      <Button variant="default" {...button} loading={busy} onClick={() => void press()}>
        {children}
      </Button>
      {error !== undefined && <FormTrouble error={error} />}
    </>
  );
}
