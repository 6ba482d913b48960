"""What masking promises beyond the labelled texts: kinds, words, regions, links."""

import pytest
from phonenumbers import (
    SUPPORTED_REGIONS,
    PhoneNumberFormat,
    PhoneNumberType,
    example_number_for_type,
    format_number,
)

from commands.masking import Masked, in_words, mask

LOCAL = "DE AT CH SE DK NO FI FR BE NL ES PT IT GB IE US CA IN AU NZ ZA PL CZ GR BR CN JP TR"


def test_kinds_come_in_order_of_appearance_each_once() -> None:
    text = "123456789, +49 171 2345678, a@b.de, +49 30 901820"
    assert mask(text) == Masked(
        "[number], [phone], [e-mail], [phone]", ("number", "phone", "e-mail")
    )


def test_a_placeholder_that_was_typed_is_not_found() -> None:
    assert mask("[card] and [phone]") == Masked("[card] and [phone]", ())


@pytest.mark.parametrize(
    ("found", "words"),
    [
        ((), ""),
        (("IBAN",), "Masked: an IBAN."),
        (("e-mail", "phone"), "Masked: an e-mail address and a phone number."),
        (
            ("card", "number", "phone"),
            "Masked: a card number, a long number and a phone number.",
        ),
    ],
)
def test_the_receipt_says_what_was_masked(found: tuple[str, ...], words: str) -> None:
    assert in_words(found) == words


def test_the_region_makes_local_numbers_clear() -> None:
    assert mask("ring 40612345").text == "ring 40612345"
    assert mask("Rückruf 2125550123").found == ("number",)
    assert mask("call 2127365000", region="US").found == ("phone",)
    assert mask("call 91 23 45 67", region="no").found == ("phone",)
    assert mask("call 9123 4567", region="SG").found == ("phone",)
    assert mask("call 9123 4567").found == ()


@pytest.mark.parametrize("region", ["", "XX", "de", "Germany", "001", "\0"])
def test_any_region_may_be_given(region: str) -> None:
    assert mask("030 901820 and +49 30 901820", region=region).text == "[phone] and [phone]"


@pytest.mark.parametrize("region", sorted(SUPPORTED_REGIONS))
def test_international_numbers_of_every_country(region: str) -> None:
    for kind in (PhoneNumberType.FIXED_LINE, PhoneNumberType.MOBILE):
        number = example_number_for_type(region, kind)
        if number is None:
            continue
        for written_as in (PhoneNumberFormat.INTERNATIONAL, PhoneNumberFormat.E164):
            written = format_number(number, written_as)
            assert mask(f"Call {written}, please").text == "Call [phone], please", written


@pytest.mark.parametrize("region", LOCAL.split())
def test_local_numbers_of_many_countries(region: str) -> None:
    number = example_number_for_type(region, PhoneNumberType.MOBILE)
    assert number is not None
    written = format_number(number, PhoneNumberFormat.NATIONAL)
    assert mask(f"Call {written}, please").text == "Call [phone], please", written


def test_what_an_emoji_is_made_of_stays_together() -> None:
    family, flag = "👩‍👩‍👧", "🏴󠁧󠁢󠁳󠁣󠁴󠁿"
    assert mask(f"{family}0171 2345678{flag}").text == f"{family}[phone]{flag}"
    assert mask("1️⃣2️⃣3️⃣4️⃣5️⃣6️⃣7️⃣8️⃣9️⃣👍🏽").text == "[number]👍🏽"


def test_what_its_neighbour_hid_is_found_too() -> None:
    assert mask("20 12 34 56 06 12 34 56 78").text == "[phone] [phone]"


def test_links_are_searched_but_kept_whole() -> None:
    link = "https://shop.example/2026/030-901820?mail="
    assert mask(f"{link}a%40b.de&x=1").text == f"{link}[e-mail]&x=1"
    permalink = "https://team.slack.com/archives/C0123456789/p1700000000123456"
    assert mask(f"{permalink} 1700000000123457").text == f"{permalink} [number]"


def test_lone_surrogates_do_no_harm() -> None:
    assert mask("\ud83d 0171 2345678 \udc4d").text == "\ud83d [phone] \udc4d"
