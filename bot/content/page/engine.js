"use strict";
/* The walk of bot/talk.py over the same book: places are resolved already, so that little is left to do here.
   A test walks both at random and compares every step. */
function engine(book) {
  const node = (talk) => book.scripts[talk.path.at(-1)[0]].nodes[talk.path.at(-1)[1]];
  const same = (one, other) => one[0] === other[0] && one[1] === other[1];

  function met(test, answers) {
    const given = (answers[test.field] || []).filter((one) => one !== "skip");
    if (test.only && given.some((one) => !test.of.includes(one))) return false;
    const count = test.of.length ? given.filter((one) => test.of.includes(one)).length : given.length;
    return (count >= test.at_least) !== test.fewer;
  }
  const holds = (when, answers) => !when.length || when.some((row) => row.every((test) => met(test, answers)));
  const options = (talk) => (node(talk).options || []).filter((option) => holds(option.when, talk.answers));

  function raise(talk, raises) {
    if (!raises || talk.raised.some((one) => same(one, raises))) return talk;
    return { ...talk, raised: [...talk.raised, raises] };
  }
  const fill = (talk, answers, raises) => {
    const added = Object.entries(answers).map(([field, given]) => [field, joined(talk, field, given)]);
    return raise({ ...talk, answers: { ...talk.answers, ...Object.fromEntries(added) } }, raises);
  };
  // What was said before about safety stands when another script asks again.
  function joined(talk, field, given) {
    const before = book.gathered.includes(field) ? talk.answers[field] || [] : [];
    const said = [...new Set([...before, ...given])].filter((one) => one !== "skip");
    return said.length ? said : given;
  }
  const onto = (talk, there) => ({ ...talk, path: there[0] === book.menu ? [there] : [...talk.path.slice(0, -1), there] });

  function onward(talk) {
    const here = node(talk);
    if (here.kind === "sort") {
      const row = here.rows.find((one) => holds(one.when, talk.answers));
      return onto(raise(talk, row && row.raises), row ? row.next : here.otherwise);
    }
    if (here.kind === "visit") {
      const back = here.next ? [...talk.path.slice(0, -1), here.next] : talk.path.slice(0, -1);
      return { ...talk, path: [...back, here.script] };
    }
    if (here.once && here.field in talk.answers) return onto(talk, known(here, talk.answers[here.field]));
    if (here.kind === "end" && !here.text) return { ...talk, path: below(talk) };
    return null;
  }
  function known(here, given) {
    if (here.kind === "choose" && given.length === 1 && given[0] === "skip") return here.skip;
    const option = here.options.find((one) => given.includes(one.id) && one.next);
    return option ? option.next : here.next;
  }
  const below = (talk) => (talk.path.length > 1 ? talk.path.slice(0, -1) : [[book.menu, book.scripts[book.menu].start]]);

  function settle(talk) {
    for (let hop = 0; hop < 100; hop++) {
      talk = raise(talk, book.scripts[talk.path.at(-1)[0]].raises);
      const next = onward(talk);
      if (!next) return { ...talk, picks: [], visit: talk.visit + 1 };
      talk = next;
    }
    throw new Error("a circle without a question");
  }
  const enter = (talk, there) => settle(onto(talk, there));

  function press(talk, chosen) {
    const here = node(talk);
    switch (here.kind) {
      case "choose": {
        if (chosen === "skip" && !here.must) return enter(fill(talk, { [here.field]: ["skip"] }), here.skip);
        const option = options(talk).find((one) => one.id === chosen);
        if (!option) return talk;
        return enter(fill(talk, { [here.field]: [chosen], ...option.fills }, option.raises), option.next || here.next);
      }
      case "several": return tick(talk, here, chosen);
      case "hand_off":
        if (chosen === "yes") return enter(talk, here.next);
        return chosen === "no" ? enter(talk, here.refused) : talk;
      case "partners": return chosen === "next" ? enter(fill(talk, { excluded: talk.picks }), here.next) : talk;
      case "wait": return chosen === "withdraw" || chosen === "next" ? enter(talk, here.next) : talk;
      case "end": return chosen === "next" ? settle({ ...talk, path: below(talk) }) : talk;
      default: return chosen === "next" ? enter(talk, here.next) : talk;
    }
  }
  function tick(talk, here, chosen) {
    const offered = options(talk);
    if (offered.some((one) => one.id === chosen)) {
      const picks = talk.picks.includes(chosen) ? talk.picks.filter((one) => one !== chosen) : [...talk.picks, chosen];
      return { ...talk, picks };
    }
    if (chosen !== "next" && chosen !== "skip") return talk;
    if (chosen === "next" && !talk.picks.length) return talk;
    const picked = chosen === "next" ? talk.picks.map((id) => offered.find((one) => one.id === id)).filter(Boolean) : [];
    let answered = talk;
    for (const option of picked) answered = fill(answered, option.fills, option.raises);
    const ids = picked.map((one) => one.id);
    answered = fill(answered, { [here.field]: ids.length ? ids : ["skip"] });
    const first = picked.find((one) => one.next);
    return enter(answered, first ? first.next : here.next);
  }
  function call(talk, what) {
    const there = book.calls[what];
    const depth = talk.path.findIndex((one, at) => at > 0 && one[0] === there[0]);
    const under = depth > 0 ? talk.path.slice(0, depth) : talk.path;
    return settle({ ...talk, path: there[0] === book.menu ? [there] : [...under, there] });
  }
  const begin = (there) => settle({ path: [there || book.entry], visit: 1, answers: {}, picks: [], raised: [] });

  /* Everything that can be pressed, the footer aside: [id, key of the word that names it, or nothing for an option]. */
  function buttons(talk) {
    const here = node(talk);
    const own = options(talk).map((option) => [option.id, ""]);
    switch (here.kind) {
      case "choose": return here.must ? own : [...own, ["skip", "skip"]];
      case "several": return [...own, ["next", "done"], ["skip", "skip"]];
      case "hand_off": return [["yes", "send_card"], ["no", "do_not_send"]];
      case "erase": return [["yes", "yes"], ["next", "next"]];
      case "wait": return [["next", "next"], ["withdraw", "withdraw"]];
      default: return [["next", "next"]];
    }
  }
  return { begin, press, call, node, options, buttons };
}
