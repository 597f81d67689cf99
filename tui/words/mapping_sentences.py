"""What is wrong with a mapping file, and what to do."""

from __future__ import annotations

from collections.abc import Mapping

from tui.words.catalogue import N_

MAPPING_SENTENCES: Mapping[str, str] = {
    "mapping.unreadable": N_("The mapping {name} cannot be read ({problem}). Save it as UTF-8 where you may read it."),
    "mapping.not_toml": N_("Line {line} of the mapping {name} is no TOML. Compare it with one that --explain prints."),
    "mapping.unknown_key": N_("Mapping {name}, line {line}: “{key}” means nothing. Possible: {keys}."),
    "mapping.missing": N_("Mapping {name}: “{key}” is missing. Add it."),
    "mapping.wrong_type": N_("Mapping {name}, line {line}: “{key}” must be of another kind ({expected}). Correct it."),
    "mapping.id_taken": N_("Mapping {name}, line {line}: “{id}” is built in. Choose another id."),
    "mapping.unknown_kind": N_("Mapping {name}, line {line}: there is no kind “{kind}”. Possible: {kinds}."),
    "mapping.unknown_field": N_("Mapping {name}, line {line}: {kind} has no field “{key}”. Possible: {fields}."),
    "mapping.unclear_field": N_(
        "Mapping {name}, line {line}: say in one way where “{key}” comes from. Possible: {ways}."
    ),
    "mapping.no_key": N_("Mapping {name}: {kind} needs “{key}”. Name its column, or say how it is made."),
    "mapping.unknown_words": N_("Mapping {name}, line {line}: there is no list of words “{key}”. Possible: {keys}."),
    "mapping.unknown_code": N_("Mapping {name}, line {line}: “{code}” is no code. Possible: {codes}."),
    "mapping.unknown_zone": N_(
        "Mapping {name}, line {line}: there is no time zone “{zone}”. Write it as Asia/Shanghai."
    ),
    "mapping.unknown_encoding": N_(
        "Mapping {name}, line {line}: encoding “{encoding}” cannot be read. Write utf-8 or gbk."
    ),
    "mapping.bad_separator": N_("Mapping {name}, line {line}: “{separator}” is no separator. Write one sign."),
    "mapping.bad_header_line": N_(
        "Mapping {name}, line {line}: the header's line is a number from 1 to {last}. Correct it."
    ),
    "mapping.bad_currency": N_(
        "Mapping {name}, line {line}: “{currency}” is no currency. Write three letters, such as CNY."
    ),
    "mapping.bad_mark": N_(
        "Mapping {name}, line {line}: “{mark}” cannot be “{key}”. Write one sign, another one for each."
    ),
    "mapping.bad_unit": N_(
        "Mapping {name}, line {line}: a unit is a word and a whole number up to {most}. Correct “{key}”."
    ),
    "mapping.bad_date": N_(
        "Mapping {name}, line {line}: “{format}” does not spell a whole date. Write it as %d.%m.%Y."
    ),
    "mapping.bad_duplicates": N_(
        "Mapping {name}, line {line}: “{value}” is neither keep nor refuse. Write one of them."
    ),
    "mapping.columns_missing": N_(
        "{name} lacks columns that the mapping names: {missing}. Choose another mapping or correct it."
    ),
    "mapping.key_missing": N_(
        "{name} lacks the column that numbers its rows. Its columns are {columns}; correct the mapping."
    ),
}
"""By code, with the parameters that `store.imports.mapping` gives."""
