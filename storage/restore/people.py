"""Puts personas back: their fields and names, and into use.

What is linked to a persona, its sightings and empathy notes, was never taken from it.
"""

from collections.abc import Iterator

from sqlmodel import Session

from storage import retirement
from storage.history import entries as history
from storage.history.lists import Changed
from storage.identity import identity
from storage.models import Journey, Persona
from storage.models.columns import JsonObject
from storage.persona import personas
from storage.persona.personas import MOST
from storage.restore import names as restoring_names
from storage.restore.names import Edit, Naming
from storage.restore.steps import By, Frozen, Step


def restore(session: Session, journey: Journey, frozen: Frozen, by: By) -> list[Step]:
    """Those that the snapshot has; later ones stay."""
    rows = _rows(session, journey)
    meant = [(rows[each["id"]], each) for each in frozen.personas_meant if each["id"] in rows]
    back = [(persona, persona.name) for persona, _ in meant if persona.retired_at is not None]
    edits = [Edit(persona, *_differences(persona, each)) for persona, each in meant]
    steps = restoring_names.edit_all(edits, _naming(session, journey, by))
    in_use = sum(persona.retired_at is None for persona in rows.values())
    for persona, name in back:
        if in_use >= MOST:
            why = f"the journey has {in_use} personas, and there is no room for more"
            steps.append(Step("persona", None, name, "kept", why=why))
            continue
        retirement.restore(session, persona, actor_id=by.actor_id, at=by.at)
        steps.append(Step("persona", None, name, "back"))
        in_use += 1
    return steps


def retire(session: Session, journey: Journey, frozen: Frozen, by: By) -> Iterator[Step]:
    """Retires again what the restore had brought back that is being undone."""
    rows = _rows(session, journey)
    for persona_id in frozen.off_the_map("personas"):
        persona = rows.get(persona_id)
        if persona is None or Changed("persona", persona_id) not in frozen.changed:
            continue
        if retirement.retire(session, persona, actor_id=by.actor_id, at=by.at):
            yield Step("persona", None, persona.name, "retired")


def _rows(session: Session, journey: Journey) -> dict[int, Persona]:
    every = personas.every(session, workspace_id=journey.workspace_id, journey_id=identity(journey))
    return {identity(persona): persona for persona in every}


def _differences(persona: Persona, each: JsonObject) -> tuple[JsonObject, JsonObject]:
    wanted = {column: each[column] for column in personas.COLUMNS if column in each}
    return history.differences(personas.editable(persona), wanted)


def _naming(session: Session, journey: Journey, by: By) -> Naming[Persona]:
    def edit(persona: Persona, changes: JsonObject) -> bool:
        if "name" in changes and _holder(session, persona, changes["name"]):
            return False
        personas.edit(session, persona=persona, changes=changes, actor_id=by.actor_id, at=by.at)
        return True

    def names() -> list[str]:
        return [persona.name for persona in _rows(session, journey).values()]

    return Naming("persona", edit, names)


def _holder(session: Session, persona: Persona, name: str) -> Persona | None:
    return personas.named(
        session,
        workspace_id=persona.workspace_id,
        journey_id=persona.journey_id,
        name=name,
        besides=persona.id,
    )
