/** What a player is told of the people helped, before the award tells what counted. `reported` is null until the quest is handed in. */
export function explainPeople(reported: number | null): { reported: number | null; words: string } {
  if (reported === null) return { reported, words: "Say how many people were helped: they count as far as a reviewer confirms them." };
  if (reported === 0) return { reported, words: "You reported that nobody was helped directly, so nobody is counted." };
  const said = reported === 1 ? "You reported 1 person helped" : `You reported ${reported} people helped`;
  return { reported, words: `${said}. Only those count whom a reviewer confirms; nobody is counted when none looks.` };
}
