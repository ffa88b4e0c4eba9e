"""What a script must never do, each rule with the sentence that its author reads.

A rule is a function from facts to faults. One family a file; `RULES` lists them all. A rule without a broken example in
`tests/broken/<rule>/` fails the tests, so each sentence was read by somebody before an author meets it.
"""

from collections.abc import Callable, Iterator, Mapping

from bot.content.rules import language, limits, numbers, safety, shape, spelling
from bot.content.rules.facts import Facts, Fault
from bot.content.rules.waivers import Waiver, waived

Rule = Callable[[Facts], Iterator[Fault]]

RULES: Mapping[str, Rule] = {
    rule.__name__: rule
    for rule in (*shape.RULES, *safety.RULES, *numbers.RULES, *limits.RULES, *language.RULES, *spelling.RULES)
}


def faults(facts: Facts, waivers: tuple[Waiver, ...] = ()) -> tuple[Fault, ...]:
    """Everything that is wrong, errors first, without what is waived with a reason."""
    found = (fault for rule in RULES.values() for fault in rule(facts))
    return tuple(sorted(waived(found, waivers), key=lambda fault: (fault.severity, fault.file, fault.node, fault.rule)))
