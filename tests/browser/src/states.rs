//! Every screen in every state that changes what stands on it: for what must hold everywhere.

use anyhow::{Context, Result};
use serde_json::Value;

use crate::page::Page;
use crate::widget::Widget;

/// A screen in a state.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum State {
    Start,
    Erased,
    /// With what was erased still there to bring back.
    Undoable,
    Profile,
    ProfileWithAnswersSetAside,
    DomainEmpty,
    /// Levels, "don't know", "not applicable" without a reason, a question that came back, everything unfolded.
    DomainAnswered,
    /// Another window of the browser remembers other answers.
    MemoryElsewhere,
    FileRefused,
    ConfirmOpen,
    ConfirmErase,
    FileOpenedWithFindings,
    ReviewEmpty,
    ReviewMixed,
    ReviewComplete,
    ReportEmpty,
    ReportIncomplete,
    ReportCapped,
    /// With everything at its best, and questions that are not applicable.
    ReportFull,
    /// With each kind of decision, a filter, an earlier file beside it, and a file that could not be made.
    ReportDecided,
    Present,
    PresentEmpty,
    Card,
    /// With the firm's own gaps.
    CardWithGaps,
}

impl State {
    pub const ALL: [Self; 24] = [
        Self::Start,
        Self::Erased,
        Self::Undoable,
        Self::Profile,
        Self::ProfileWithAnswersSetAside,
        Self::DomainEmpty,
        Self::DomainAnswered,
        Self::MemoryElsewhere,
        Self::FileRefused,
        Self::ConfirmOpen,
        Self::ConfirmErase,
        Self::FileOpenedWithFindings,
        Self::ReviewEmpty,
        Self::ReviewMixed,
        Self::ReviewComplete,
        Self::ReportEmpty,
        Self::ReportIncomplete,
        Self::ReportCapped,
        Self::ReportFull,
        Self::ReportDecided,
        Self::Present,
        Self::PresentEmpty,
        Self::Card,
        Self::CardWithGaps,
    ];
}

impl Widget<'_> {
    /// Shows a screen in a state, by no way that a visitor has. The questionnaire is the built-in one.
    ///
    /// # Errors
    /// When it is not shown.
    pub async fn show(&self, state: State) -> Result<()> {
        self.command("confirm-erase", "").await?;
        if state == State::Erased {
            return self.at("start").await;
        }
        self.command("dismiss", "").await?;
        let firm = Page::firm("machine-shop")?;
        match state {
            State::Start | State::Erased => self.go("start").await?,
            State::Profile => self.go("profile").await?,
            State::ProfileWithAnswersSetAside => {
                self.open_firm(&firm).await?;
                self.go("profile").await?;
                self.command("profile tools designs", "off").await?;
            }
            State::DomainEmpty => self.go("domain:access").await?,
            State::DomainAnswered => {
                self.open_firm(&firm).await?;
                self.command("profile tools designs", "off").await?;
                self.command("profile tools designs", "on").await?;
                self.command("dont-know access.need-to-know", "").await?;
                self.command("not-applicable access.reviews", "").await?;
                self.go("domain:access").await?;
            }
            State::Undoable => {
                self.open_firm(&firm).await?;
                self.command("confirm-erase", "").await?;
            }
            State::MemoryElsewhere => {
                self.open_firm(&firm).await?;
                self.go("domain:access").await?;
                self.command("memory elsewhere", "").await?;
            }
            State::FileRefused => {
                self.go("review").await?;
                self.command("open", "{\"format\":\"reasonable-steps/assessment\"}").await?;
            }
            State::ConfirmOpen => {
                self.open_firm(&firm).await?;
                self.command("open", &firm).await?;
            }
            State::ConfirmErase => {
                self.open_firm(&firm).await?;
                self.go("domain:legal").await?;
                self.command("erase", "").await?;
            }
            State::FileOpenedWithFindings => {
                self.command("open", &with_unknown_questions(&firm)?).await?
            }
            State::ReviewEmpty => self.go("review").await?,
            State::ReviewMixed => {
                self.open_firm(&firm).await?;
                self.command("not-applicable governance.policy", "").await?;
                self.command("clear access.sign-in", "").await?;
                self.command("clear legal.proof-folder", "").await?;
            }
            State::ReviewComplete => {
                self.answer_all_but(&[]).await?;
                self.go("review").await?;
            }
            State::ReportEmpty => self.go("report").await?,
            State::ReportIncomplete => {
                self.command("level access.sign-in 1", "").await?;
                self.go("report").await?;
            }
            State::ReportCapped => {
                self.open_firm(&with_unknown_questions(&firm)?).await?;
                self.go("report").await?;
            }
            State::ReportFull => {
                self.answer_all_but(&["governance.policy", "legal.proof-folder"]).await?;
                self.command("reason governance.policy", "We are two brothers").await?;
                self.command("reason legal.proof-folder", "Nothing to prove").await?;
                self.go("report").await?;
            }
            State::ReportDecided => {
                self.open_firm(&firm).await?;
                self.command("level access.sign-in 4", "").await?;
                self.go("report").await?;
                self.command("compare", &firm).await?;
                for (gap, status) in ["planned", "done", "not-now"].into_iter().enumerate() {
                    let name = format!(
                        "return $$('.rs-decision input[type=radio]')[3 * {gap}].dataset.command.split(' ')[1]"
                    );
                    let id = self.script(&name).await?;
                    let id = id.as_str().unwrap_or_default();
                    self.command(&format!("decide {id} {status}"), "").await?;
                    self.command(&format!("owner {id}"), "Mira").await?;
                    self.command(&format!("due {id}"), "2027-01-31").await?;
                    self.command(&format!("put-off {id}"), "The lease ends").await?;
                }
                // Made anew: what is chosen is part of the markup only then.
                self.go("review").await?;
                self.go("report").await?;
                self.command("lens", "legal").await?;
                self.script("$('[data-take=failed]').hidden = false").await?;
            }
            State::Present => {
                self.open_firm(&firm).await?;
                self.go("present").await?;
            }
            State::PresentEmpty => self.go("present").await?,
            State::Card => self.go("card:first-48-hours").await?,
            State::CardWithGaps => {
                self.open_firm(&firm).await?;
                self.go("card:first-48-hours").await?;
            }
        }
        self.script("for (const details of $$('.rs-page details')) details.open = true").await?;
        Ok(())
    }

    async fn open_firm(&self, firm: &str) -> Result<()> {
        self.command("open", firm).await?;
        self.at("review").await?;
        self.command("dismiss", "").await
    }

    /// Answers every question with its top level.
    async fn answer_all_but(&self, without: &[&str]) -> Result<()> {
        let questionnaire = include_str!("../../../questionnaires/compiled/trade-secrets.en.json");
        let questionnaire: Value = serde_json::from_str(questionnaire)?;
        for domain in questionnaire["domains"].as_array().context("no domains")? {
            for question in domain["questions"].as_array().context("no questions")? {
                let id = question["id"].as_str().unwrap_or_default();
                if !without.contains(&id) {
                    self.command(&format!("level {id} 4"), "").await?;
                }
            }
        }
        Ok(())
    }
}

/// The same file with answers to questions that nobody asks.
fn with_unknown_questions(firm: &str) -> Result<String> {
    let mut file: Value = serde_json::from_str(firm)?;
    let answers = file["answers"].as_array_mut().context("no answers")?;
    answers.extend((0..10).map(
        |number| serde_json::json!({ "question": format!("gone.number-{number}"), "level": 1 }),
    ));
    Ok(file.to_string())
}
