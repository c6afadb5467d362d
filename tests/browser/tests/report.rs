//! What a firm does on its report: decides, looks ahead, filters, sorts, compares.

use browser_tests::{Page, Result, Widget, every_engine, keys};
use serde_json::{Value, json};

/// The machine shop's report.
async fn report(page: &mut Page) -> Result<()> {
    page.open_widget("/").await?;
    let widget = page.widget();
    widget.command("open", &Page::firm("machine-shop")?).await?;
    widget.go("report").await
}

/// The first open gap of the plan.
const FIRST: &str = "joining.confidentiality";

async fn decision(widget: &Widget<'_>) -> Result<Value> {
    let assessment = widget.assessment().await?;
    let decisions = assessment["decisions"].as_array();
    let found = decisions.into_iter().flatten().find(|decision| decision["question"] == FIRST);
    Ok(found.cloned().unwrap_or_default())
}

every_engine! {
    async fn a_decision_is_kept_while_the_focus_stays_where_it_was(page: &mut Page) -> Result<()> {
        report(page).await?;
        let widget = page.widget();
        widget.choose(&format!("decide {FIRST} planned")).await?;
        assert_eq!(widget.focused().await?, format!("decide {FIRST} planned"));
        widget.type_into(&format!("owner {FIRST}"), "Mira").await?;
        assert_eq!(widget.focused().await?, format!("owner {FIRST}"));
        widget.command(&format!("due {FIRST}"), "2027-01-31").await?;
        assert_eq!(
            decision(&widget).await?,
            json!({ "question": FIRST, "status": "planned", "owner": "Mira", "due": "2027-01-31" })
        );
        // In words, for print.
        let said = widget.text(&format!("[data-slot='decided:{FIRST}']")).await?;
        assert!(said.contains("Mira") && said.contains("31 January 2027"), "{said}");

        widget.choose(&format!("decide {FIRST} not-now")).await?;
        widget.type_into(&format!("put-off {FIRST}"), "the lease ends").await?;
        assert_eq!(decision(&widget).await?["reason"], "the lease ends");

        widget.choose(&format!("decide {FIRST} done")).await?;
        widget.press_button(&format!("ask {FIRST}")).await?;
        widget.at("domain:joining").await?;

        widget.go("report").await?;
        widget.press_button(&format!("decide {FIRST} none")).await?;
        assert_eq!(decision(&widget).await?, Value::Null);
        let chosen = format!("[name^='decide-{FIRST}:']:checked");
        assert_eq!(widget.count(&chosen).await?, 0, "the choice is taken back too");
        Ok(())
    }

    async fn the_forecast_follows_the_keys_and_the_decisions(page: &mut Page) -> Result<()> {
        report(page).await?;
        let widget = page.widget();
        let before = widget.text("[data-slot=forecast]").await?;
        assert!(before.contains("first 3"), "{before}");
        widget.script("$('[data-command=forecast]').focus()").await?;
        page.press(keys::UP).await?;
        let after = widget.text("[data-slot=forecast]").await?;
        assert!(after.contains("first 4"), "{after}");
        assert_eq!(widget.focused().await?, "forecast");
        // The cap stays while the critical gap is put off.
        widget.choose(&format!("decide {FIRST} not-now")).await?;
        let capped = widget.text("[data-slot=forecast]").await?;
        assert!(capped.contains("goes from 49 to 49"), "{capped}");
        Ok(())
    }

    async fn filters_and_order_change_what_is_shown_and_nothing_else(page: &mut Page) -> Result<()> {
        report(page).await?;
        let widget = page.widget();
        let file = widget.assessment().await?;
        let all = widget.count(".rs-gap").await?;
        widget.script(
            "const lens = $('select[data-command=lens]');
             lens.value = 'legal';
             lens.dispatchEvent(new Event('input', { bubbles: true }));",
        )
        .await?;
        let legal = widget.count(".rs-gap").await?;
        assert!(legal > 0 && legal < all, "{legal} of {all}");
        let said = widget.text("[data-slot=shown]").await?;
        assert!(said.contains(&legal.to_string()) && said.contains(&all.to_string()), "{said}");

        widget.choose("weakest-first").await?;
        let scores = "return $$('[data-slot=areas] tbody td:last-child').map((cell) => Number(cell.textContent))";
        let scores = widget.script(scores).await?;
        let scores: Vec<u64> = scores.as_array().unwrap().iter().filter_map(Value::as_u64).collect();
        assert_eq!(scores.len(), 13);
        assert!(scores.is_sorted(), "{scores:?}");
        assert_eq!(widget.focused().await?, "weakest-first");
        assert_eq!(widget.assessment().await?, file);
        Ok(())
    }

    async fn an_earlier_file_is_compared_and_a_foreign_one_refused(page: &mut Page) -> Result<()> {
        report(page).await?;
        let widget = page.widget();
        let earlier = Page::firm("machine-shop")?;
        widget.command(&format!("level {FIRST} 3"), "").await?;
        widget.choose_file_for("compare", &earlier).await?;
        widget.find(".rs-since").await?;
        let improved = widget.text(".rs-since .rs-list").await?;
        assert!(improved.contains("Level 0 then, level 3 now"), "{improved}");
        assert_eq!(widget.count(".rs-since tbody tr").await?, 13);

        let foreign = earlier.replace("\"trade-secrets\"", "\"other\"");
        widget.choose_file_for("compare", &foreign).await?;
        let notice = widget.text(".rs-notice").await?;
        assert!(notice.contains("cannot be opened"), "{notice}");
        widget.press_button("dismiss").await?;
        assert_eq!(widget.count(".rs-since").await?, 1);
        widget.press_button("stop-comparing 0").await?;
        assert_eq!(widget.count(".rs-since").await?, 0);
        Ok(())
    }
}
