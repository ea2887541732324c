/* The script of /graphql: runs a query, and searches the schema. Texts are never made into markup. */
const element = (selector) => document.querySelector(selector);
const form = element("#query");
let token;

element("#log-in").addEventListener("submit", async (event) => {
  event.preventDefault();
  const logIn = event.target;
  const body = JSON.stringify(Object.fromEntries(new FormData(logIn)));
  const response = await fetch("/api/auth/login", { method: "POST", headers: { "content-type": "application/json" }, body });
  const said = await response.json();
  const told = logIn.querySelector("output");
  if (!response.ok) {
    told.value = said.detail ?? said.title;
    return;
  }
  token = said.access_token;
  logIn.elements.namedItem("password").value = "";
  told.value = `Logged in as ${said.player.username}.`;
});

form.addEventListener("submit", (event) => {
  event.preventDefault();
  run().catch((error) => tell(String(error)));
});
form.addEventListener("keydown", (event) => {
  if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) form.requestSubmit();
});

async function run() {
  const { query, variables } = Object.fromEntries(new FormData(form));
  const body = JSON.stringify({ query, variables: variables.trim() === "" ? undefined : JSON.parse(variables) });
  const began = performance.now();
  const response = await fetch("/api/graphql", { method: "POST", headers: headers(), body });
  const answer = await response.json();
  const problems = answer.errors?.length ?? (response.ok ? 0 : 1);
  tell(
    `${response.status} in ${Math.round(performance.now() - began)} ms${problems === 0 ? "" : `, ${problems} error${problems === 1 ? "" : "s"}`}`,
  );
  element("#answer").value = JSON.stringify(answer, null, 2);
}

function headers() {
  const accept = "application/graphql-response+json, application/json, application/problem+json";
  return { "content-type": "application/json", accept, ...(token === undefined ? {} : { authorization: `Bearer ${token}` }) };
}

function tell(text) {
  element("#told").textContent = text;
}

/* Of a schema of some thousand lines only the types that have the word. */
const response = await fetch("/graphql/schema");
const types = (await response.text()).split(/\n\n(?=\S)/);
const showTypes = () => {
  const word = element("#search").value.trim().toLowerCase();
  element("#sdl").value = types.filter((type) => type.toLowerCase().includes(word)).join("\n\n") || "Nothing has this word.";
};
element("#search").addEventListener("input", showTypes);
showTypes();
