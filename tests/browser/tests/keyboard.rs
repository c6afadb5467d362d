//! The walk without a mouse.

use browser_tests::{Page, Result, Widget, every_engine, keys};
use serde_json::json;

/// More stops than any page has between two that a test wants.
const STOPS: usize = 60;

/// Whether the focus is on what matches, and whether one can see where it is.
const AT: &str = "
    const at = root.activeElement;
    if (!at) return [false, true, 'outside'];
    const marked = [at, at.closest('label'), at.closest('.rs-file')].some((element) => {
      if (!element) return false;
      const style = getComputedStyle(element);
      return style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2;
    });
    return [at.matches(given[0]), marked, at.outerHTML.slice(0, 120)];";

/// Presses Tab until the focus is on what matches; at each stop one must see where it is.
async fn tab_to(page: &Page, css: &str) -> Result<()> {
    let widget = page.widget();
    for _ in 0..STOPS {
        page.press(keys::TAB).await?;
        let at = widget.script_with(AT, vec![css.into()]).await?;
        assert_eq!(at[1], true, "no visible focus on {}", at[2]);
        if at[0] == true {
            return Ok(());
        }
    }
    panic!("{css} is not reached with Tab");
}

/// Presses Enter on the button to the next page, and checks that the focus is on its heading.
async fn next(page: &Page, place: &str) -> Result<()> {
    tab_to(page, "[data-command=next]").await?;
    page.press(keys::ENTER).await?;
    page.widget().at(place).await?;
    assert_eq!(page.widget().focused().await?, "heading", "{place}");
    Ok(())
}

async fn level(widget: &Widget<'_>, question: &str) -> Result<Option<u64>> {
    Ok(widget.answer(question).await?["level"].as_u64())
}

every_engine! {
    async fn whole_walk_needs_no_mouse(page: &mut Page) -> Result<()> {
        page.open_widget("/").await?;
        next(page, "profile").await?;
        let widget = page.widget();
        tab_to(page, "#rs-title").await?;
        page.press("Firm 12").await?;
        // "No" by the arrow, as native radio buttons do it; nobody works there, so two areas are not asked.
        tab_to(page, "[name^=\"rs-profile-staff:\"]").await?;
        page.press(format!("{}{}", keys::SPACE, keys::DOWN)).await?;
        assert_eq!(widget.assessment().await?["profile"], json!({ "staff": ["no"] }));
        assert_eq!(widget.assessment().await?["title"], "Firm 12");
        let areas = ["governance", "secrets", "marking", "access", "systems", "cloud", "sharing", "incident", "legal"];
        for area in areas {
            next(page, &format!("domain:{area}")).await?;
            let questions = widget.script("return $$('[data-question]').map(({ dataset }) => dataset.question)").await?;
            for (digit, question) in questions.as_array().unwrap().iter().enumerate() {
                let question = question.as_str().unwrap();
                tab_to(page, &format!("[name^=\"{question}:\"]")).await?;
                page.press(digit.to_string()).await?;
                assert_eq!(level(&widget, question).await?, Some(digit as u64), "{question}");
            }
        }
        next(page, "review").await?;
        assert_eq!(widget.count(".rs-jump").await?, 0);
        next(page, "report").await?;
        assert!(widget.text("h1").await?.contains("Firm 12"));
        tab_to(page, "[data-scroll=rs-why]").await?;
        page.press(keys::ENTER).await?;
        assert_eq!(widget.script("return root.activeElement.id").await?, "rs-why");
        Ok(())
    }

    async fn digits_choose_a_level_of_the_focused_question_only(page: &mut Page) -> Result<()> {
        page.open_widget("/").await?;
        let widget = page.widget();
        widget.go("domain:access").await?;
        page.press("3").await?;
        assert_eq!(widget.assessment().await?, json!(null), "a digit on the heading answers nothing");
        tab_to(page, "[name^=\"access.need-to-know:\"]").await?;
        for (key, expected) in [("4", 4), ("9", 4), ("0", 0), ("2", 2), ("5", 2)] {
            page.press(key).await?;
            assert_eq!(level(&widget, "access.need-to-know").await?, Some(expected), "{key}");
            let focused = widget.focused().await?;
            assert_eq!(focused, format!("level access.need-to-know {expected}"), "the focus goes with it");
        }
        tab_to(page, "summary").await?;
        page.press("1").await?;
        assert_eq!(level(&widget, "access.need-to-know").await?, Some(1), "anywhere in the question");
        assert_eq!(widget.assessment().await?["answers"].as_array().unwrap().len(), 1);
        // Typed into a field, a digit is a digit.
        tab_to(page, "[data-question=\"access.need-to-know\"] details:last-of-type summary").await?;
        page.press(keys::ENTER).await?;
        tab_to(page, "[data-command=\"note access.need-to-know\"]").await?;
        page.press("Since 2024").await?;
        tab_to(page, "[data-command=\"evidence access.need-to-know\"]").await?;
        page.press("Binder 3").await?;
        let answer = widget.answer("access.need-to-know").await?;
        assert_eq!((&answer["level"], &answer["note"], &answer["evidence"]), (&json!(1), &json!("Since 2024"), &json!("Binder 3")));
        Ok(())
    }

    async fn answer_taken_back_keeps_the_place(page: &mut Page) -> Result<()> {
        page.open_widget("/").await?;
        let widget = page.widget();
        widget.go("domain:marking").await?;
        tab_to(page, "[name^=\"marking.confidential-mark:\"]").await?;
        page.press("2").await?;
        tab_to(page, ".rs-clear").await?;
        page.press(keys::ENTER).await?;
        assert_eq!(widget.answer("marking.confidential-mark").await?, json!(null));
        assert_eq!(widget.focused().await?, "clear marking.confidential-mark");
        page.press_shift_tab().await?;
        assert!(widget.focused().await?.contains(" marking.confidential-mark"), "the question is one step back");
        Ok(())
    }

    async fn notices_take_the_focus(page: &mut Page) -> Result<()> {
        page.open_widget("/").await?;
        let widget = page.widget();
        widget.go("domain:marking").await?;
        tab_to(page, "[name^=\"marking.confidential-mark:\"]").await?;
        page.press("2").await?;
        tab_to(page, "[data-command=erase]").await?;
        page.press(keys::ENTER).await?;
        let notice = "return root.activeElement?.matches('[data-notice]')";
        assert_eq!(widget.script(notice).await?, true);
        // Put away, it leaves the focus on the page it stood over.
        tab_to(page, "[data-command=dismiss]").await?;
        page.press(keys::ENTER).await?;
        assert_eq!(widget.focused().await?, "heading");
        tab_to(page, "[data-command=erase]").await?;
        page.press(keys::ENTER).await?;
        tab_to(page, "[data-command=confirm-erase]").await?;
        page.press(keys::ENTER).await?;
        widget.at("start").await?;
        assert_eq!(widget.script(notice).await?, true);
        assert_eq!(widget.text(".rs-notice-title").await?, "Everything is erased");
        Ok(())
    }

    async fn report_card_and_projector_need_no_mouse(page: &mut Page) -> Result<()> {
        page.open_widget("/").await?;
        let widget = page.widget();
        widget.command("open", &Page::firm("machine-shop")?).await?;
        widget.command("dismiss", "").await?;
        next(page, "report").await?;

        // What if the first ones are done?
        tab_to(page, "#rs-forecast").await?;
        page.press(keys::UP).await?;
        assert!(widget.text("[data-slot=forecast]").await?.contains("first 4"));

        // A decision, by the arrows, with who and until when.
        let first = "joining.confidentiality";
        tab_to(page, &format!("[name^=\"decide-{first}:\"]")).await?;
        page.press(keys::SPACE).await?;
        tab_to(page, &format!("[data-command=\"owner {first}\"]")).await?;
        page.press("Mira").await?;
        tab_to(page, &format!("[data-command=\"due {first}\"]")).await?;
        let file = widget.assessment().await?;
        assert_eq!(file["decisions"], json!([{ "question": first, "status": "planned", "owner": "Mira" }]));
        page.press_shift_tab().await?;
        page.press_shift_tab().await?;
        assert_eq!(widget.focused().await?, format!("decide {first} none"));
        page.press(keys::ENTER).await?;
        assert_eq!(widget.assessment().await?["decisions"], json!(null), "taken back");
        assert_eq!(widget.focused().await?, format!("decide {first} none"), "the focus stays");

        // Weakest first, a filter, and the way on to the files.
        widget.script("$('[data-heading]').focus()").await?;
        tab_to(page, "[data-command=weakest-first]").await?;
        page.press(keys::SPACE).await?;
        assert_eq!(widget.script("return $('[data-command=weakest-first]').checked").await?, true);
        tab_to(page, "select[data-command=lens]").await?;
        // By its first letter: every engine takes that without opening the list.
        page.press("L").await?;
        let chosen = widget.script("return $('select[data-command=lens]').value").await?;
        assert_eq!(chosen, "legal");
        assert!(widget.text("[data-slot=shown]").await?.starts_with("Gaps shown"));
        assert_eq!(widget.focused().await?, "lens");
        widget.script("$('#rs-about').focus()").await?;
        tab_to(page, "[data-format=docx]").await?;
        tab_to(page, "[data-format=json]").await?;

        // The projector and back, both ways.
        for back in [keys::ENTER, keys::ESCAPE] {
            widget.script("$('[data-heading]').focus()").await?;
            tab_to(page, "[data-command=\"go present\"]").await?;
            page.press(keys::ENTER).await?;
            widget.at("present").await?;
            assert_eq!(widget.focused().await?, "heading");
            tab_to(page, "[data-command=\"go report\"]").await?;
            page.press(back).await?;
            widget.at("report").await?;
            assert_eq!(widget.focused().await?, "heading");
        }

        // The card and back.
        tab_to(page, "[data-command=\"go card:first-48-hours\"]").await?;
        page.press(keys::ENTER).await?;
        widget.at("card:first-48-hours").await?;
        assert_eq!(widget.focused().await?, "heading");
        tab_to(page, "summary").await?;
        page.press(keys::ENTER).await?;
        assert_eq!(widget.script("return $('.rs-card details').open").await?, true);
        widget.script("$('[data-heading]').focus()").await?;
        tab_to(page, "[data-command=back]").await?;
        page.press(keys::ENTER).await?;
        widget.at("report").await?;
        Ok(())
    }
}
