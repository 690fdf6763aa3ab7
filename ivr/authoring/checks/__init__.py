"""Checks of a whole helpline: one function for each thing that can be wrong, and one line in the list here."""

from collections.abc import Callable, Iterator

from ivr.authoring.checks.before_key import keys_are_named_soon, notices_are_short, pieces_are_short
from ivr.authoring.checks.branches import branches_route_every_value
from ivr.authoring.checks.called_flows import called_flows_come_back
from ivr.authoring.checks.entries import answers_fit_the_call, entries_are_no_cards
from ivr.authoring.checks.facts import facts_are_set
from ivr.authoring.checks.growing_help import help_grows
from ivr.authoring.checks.line_keys import keys_stand_last, recited_keys_work
from ivr.authoring.checks.loops import loops_hear_the_caller
from ivr.authoring.checks.menus import choices_lead_on, keys_are_in_order, menus_are_answered_by_keys, menus_are_short
from ivr.authoring.checks.names import names_are_declared
from ivr.authoring.checks.opting_out import opting_out_has_a_reason
from ivr.authoring.checks.own_numbers import the_line_rings_others
from ivr.authoring.checks.person import zero_brings_a_person
from ivr.authoring.checks.phrases import phrases_have_one_topic
from ivr.authoring.checks.plain_words import no_time_is_wasted, sentences_are_short, words_are_plain
from ivr.authoring.checks.reach import every_step_is_reached
from ivr.authoring.checks.said_lengths import lengths_are_said
from ivr.authoring.checks.size import calls_fit_their_url
from ivr.authoring.checks.slots import line_prompts_have_their_slots, slots_are_known
from ivr.authoring.checks.spoken_keys import keys_are_left_to_the_line
from ivr.authoring.checks.targets import targets_exist
from ivr.authoring.checks.text_messages import texts_are_short
from ivr.authoring.checks.topics import topics_have_one_home
from ivr.authoring.checks.transfers import closed_goes_with_hours
from ivr.authoring.checks.unused import declared_is_used
from ivr.authoring.checks.waiting import waiting_has_its_words
from ivr.authoring.checks.waits import star_leads_back, waits_are_long_enough
from ivr.authoring.checks.words import every_prompt_is_said, locales_have_prompts, prompts_exist
from ivr.authoring.checks.written_words import words_are_meant_for_the_ear
from ivr.authoring.draft import Draft
from ivr.authoring.problem import Problem

Check = Callable[[Draft], Iterator[Problem]]

CHECKS: tuple[Check, ...] = (
    targets_exist,
    zero_brings_a_person,
    names_are_declared,
    the_line_rings_others,
    closed_goes_with_hours,
    called_flows_come_back,
    branches_route_every_value,
    choices_lead_on,
    keys_are_in_order,
    menus_are_short,
    menus_are_answered_by_keys,
    opting_out_has_a_reason,
    entries_are_no_cards,
    lengths_are_said,
    answers_fit_the_call,
    calls_fit_their_url,
    locales_have_prompts,
    prompts_exist,
    topics_have_one_home,
    line_prompts_have_their_slots,
    slots_are_known,
    facts_are_set,
    keys_are_left_to_the_line,
    waiting_has_its_words,
    loops_hear_the_caller,
    every_step_is_reached,
    every_prompt_is_said,
    keys_are_named_soon,
    notices_are_short,
    pieces_are_short,
    no_time_is_wasted,
    sentences_are_short,
    words_are_plain,
    words_are_meant_for_the_ear,
    help_grows,
    keys_stand_last,
    recited_keys_work,
    declared_is_used,
    phrases_have_one_topic,
    texts_are_short,
    star_leads_back,
    waits_are_long_enough,
)
"""Every check; the order does not matter, as problems are sorted by place."""
