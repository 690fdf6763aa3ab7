"""The files of a helpline, read into a draft: as much as can be understood, and every problem on the way."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from ivr.authoring.cursor import Cursor
from ivr.authoring.draft import BookDraft, Draft, StepDraft, WordsDraft
from ivr.authoring.flow_reader import flow_of, read_flow
from ivr.authoring.helpline_reader import read_helpline
from ivr.authoring.located import Mark, Table
from ivr.authoring.naming import NAME, NAME_FIX
from ivr.authoring.problem import Problem, has_errors, problem
from ivr.authoring.prompt_reader import read_prompts
from ivr.authoring.sources import FLOWS, HELPLINE, PROMPTS, Sources, meant_name
from ivr.authoring.yaml_reader import read_yaml

MAX_FILES = 500


def read_draft(sources: Sources) -> tuple[Draft, list[Problem]]:
    """The draft of a helpline, and what is wrong so far."""
    reading = _Reading({file: content for file, content in sources.items() if not meant_name(file)})
    reading.found += (_astray(file, meant, sources) for file in sources if (meant := meant_name(file)))
    return reading.draft()


def _astray(file: str, meant: str, sources: Sources) -> Problem:
    hint = f"{meant} is there: delete this one" if meant in sources else f"rename it to {meant.rpartition('/')[2]}"
    return problem("files.ending", Mark(file), (), f"{file} is not read", hint=hint)


@dataclass
class _Reading:
    """One helpline while its files are read."""

    sources: Sources
    found: list[Problem] = field(default_factory=list)
    lost: set[str] = field(default_factory=set)  # files that could not be read

    def draft(self) -> tuple[Draft, list[Problem]]:
        roots = {file: root for file in self._files() if (root := self._root(file)) is not None}
        line_lost = HELPLINE not in roots
        helpline = read_helpline(roots.get(HELPLINE) or self._empty())
        steps = dict(self._steps(roots))
        locales = {file.split("/")[1]: None for file in roots if file.startswith(PROMPTS)}
        books = {locale: self._book(locale, roots) for locale in (locales if line_lost else helpline.line.locales)}
        draft = Draft(
            helpline=helpline,
            steps={address: step for address, step in steps.items() if step is not None},
            known=frozenset(steps),
            lost=frozenset(flow_of(file) for file in self.lost | self._ambiguous() if file.startswith(FLOWS)),
            books=books,
            folders={file.split("/")[1]: file for file in self._in(PROMPTS)},
            line_lost=line_lost,
            whole=not has_errors(self.found),
        )
        return draft, self.found

    def _files(self) -> Iterator[str]:
        if HELPLINE not in self.sources:
            self._tell("files.missing", HELPLINE, "the file is missing", "it names numbers, hours and queues")
        if len(self.sources) > MAX_FILES:
            self._tell(
                "files.many", HELPLINE, f"more than {MAX_FILES} files are no helpline", "is it the right folder?"
            )
            return
        yield from (file for file in sorted(self.sources) if file == HELPLINE or file.startswith((FLOWS, PROMPTS)))

    def _root(self, file: str) -> Cursor | None:
        node, problems = read_yaml(file, self.sources[file])
        self.found += problems
        hidden = any(each.rule == "yaml.character" for each in problems)  # a key that nobody sees is not the one it is
        if isinstance(node, Table) and not hidden:
            return Cursor(node, (), self.found)
        self.lost.add(file)
        if node is not None and not hidden:
            message = "the file is no table of keys and values"
            self.found.append(problem("field.shape", node.mark, (), message, hint="write 'key: value' in each line"))
        return None

    def _empty(self) -> Cursor:
        """Nothing, in place of a helpline.yaml that could not be read: that was told, what follows from it need not."""
        return Cursor(Table((), Mark(HELPLINE)), (), [])

    def _steps(self, roots: Mapping[str, Cursor]) -> Iterator[tuple[str, StepDraft | None]]:
        files: dict[str, str] = {}
        for file in self._in(FLOWS):
            flow, root = flow_of(file), roots.get(file)
            first = files.setdefault(flow, file)
            if first != file:
                self._tell("files.flow-twice", file, f"the flow '{flow}' stands in {first} already", "rename the file")
            elif NAME.fullmatch(flow) is None:
                self._tell("field.name", file, f"'{flow}' cannot be the name of a flow", NAME_FIX)
            elif root is not None:
                yield from read_flow(flow, root)

    def _in(self, folder: str) -> Iterator[str]:
        """The files of a folder, by name."""
        return (file for file in sorted(self.sources) if file.startswith(folder))

    def _book(self, locale: str, roots: Mapping[str, Cursor]) -> BookDraft:
        folder = f"{PROMPTS}{locale}/"
        words: dict[str, WordsDraft] = {}
        for root in (roots[file] for file in self._in(folder) if file in roots):
            for each in read_prompts(root):
                self._keep(words, each)
        return BookDraft(locale, words, not any(file.startswith(folder) for file in self.lost | self._ambiguous()))

    def _ambiguous(self) -> set[str]:
        """The files in which a step or prompt stands twice: the second may be the one that is missed elsewhere."""
        return {each.file for each in self.found if each.rule == "yaml.duplicate-key" and each.column == 1}

    def _keep(self, words: dict[str, WordsDraft], each: WordsDraft) -> None:
        first = words.setdefault(each.key, each).mark
        if first != each.mark:
            message = f"'{each.key}' stands in {first.file}, line {first.line}, already"
            told = problem("prompt.twice", each.mark, (each.key,), message, hint="keys are the same in all files")
            self.found.append(told)

    def _tell(self, rule: str, file: str, message: str, hint: str) -> None:
        self.found.append(problem(rule, Mark(file), (), message, hint=hint))
