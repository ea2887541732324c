/** The page behind mailed links and invitations: what the link is for, and its secret, stand behind the `#` of the address. */

const actions = {
  confirm: { path: "/api/auth/email/confirm", field: "token", done: (answer) => confirmed(answer) },
  reset: {
    path: "/api/auth/password/reset",
    field: "token",
    done: () => "Your new password is set. Log in with it where you use OneHeart.",
  },
  invitation: { path: "/api/auth/register", field: "invitation", done: () => "Welcome. Log in with your new name where you use OneHeart." },
};
const told = document.getElementById("told");

function confirmed({ waiting_for }) {
  if (waiting_for === "other_address") return "Thank you. The change happens when the other address has agreed, too.";
  return "Thank you. Your address is confirmed.";
}

function wordsOf(problem) {
  if (problem.code === "account_link_invalid") return "This link has expired or was used before. Ask for another one.";
  if (problem.code === "invitation_invalid") return "This invitation has expired or was used up. Ask for another one.";
  if (problem.code === "username_taken") return "This username is taken. Choose another one.";
  const fields = (problem.errors ?? []).map(({ path, message }) => `${path}: ${message}`);
  return fields.join("\n") || problem.detail || problem.title || "That did not work. Try again later.";
}

async function send({ path, field, done }, form, secret) {
  const body = { ...Object.fromEntries(new FormData(form)), [field]: secret };
  const headers = { "content-type": "application/json" };
  const response = await fetch(path, { method: "POST", headers, body: JSON.stringify(body) });
  const answer = await response.json().catch(() => ({}));
  if (!response.ok) return wordsOf(answer);
  form.hidden = true;
  return done(answer);
}

function open() {
  const [, kind, secret] = /^#(\w+)=(.+)$/.exec(location.hash) ?? [];
  const action = Object.hasOwn(actions, kind ?? "") ? actions[kind] : undefined;
  if (action === undefined) return;
  // The secret leaves the address bar and the history.
  history.replaceState(null, "", location.pathname);
  const form = document.getElementById(kind);
  told.textContent = "";
  form.hidden = false;
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    told.textContent = await send(action, form, secret).catch(() => "The server cannot be reached. Try again.");
  });
}

open();
