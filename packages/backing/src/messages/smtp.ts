import { createTransport } from "nodemailer";
import { BackingError, systemCode } from "../errors.ts";
import type { Mail } from "../ports.ts";

const TIMEOUT_MS = 15_000;

/** Mail through an SMTP server, such as `smtps://user:password@mail.example.org`. `from` is an address, with a name or without. */
export function createSmtpMail(url: string, from: string): Mail {
  const limits = { connectionTimeout: TIMEOUT_MS, greetingTimeout: TIMEOUT_MS, socketTimeout: TIMEOUT_MS };
  const transport = createTransport({ url, pool: true, disableFileAccess: true, disableUrlAccess: true, ...limits }, { from });
  return {
    async send({ to, subject, text }) {
      try {
        // As an address, not as text: a list would be sent to everyone on it.
        await transport.sendMail({ to: { name: "", address: to }, subject, text });
      } catch (error) {
        throw mailError(error);
      }
    },
    async close() {
      transport.close();
    },
  };
}

/** An answer of 500 and above is final (RFC 5321, 4.2.1); anything else may work later. The server's words may name the recipient. */
function mailError(cause: unknown): BackingError {
  const response = cause instanceof Error && "responseCode" in cause ? Number(cause.responseCode) : 0;
  return response >= 500
    ? new BackingError("message_refused", `The mail server refused the message (${response}).`, { cause })
    : new BackingError("provider_unavailable", `The mail server could not be used (${response || systemCode(cause)}).`, { cause });
}
