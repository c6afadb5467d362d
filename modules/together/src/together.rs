//! A result in one session of the module: what each dialogue shows of it, as markup. Holds the texts it was made of
//! and keeps nothing else.

use maud::Markup;
use reasonable_steps::assessment::{Anonymous, Assessment, MOST_NUMBER, ResultCode};
use reasonable_steps::questionnaire::{self, Questionnaire};
use reasonable_steps::text::Catalogue;
use reasonable_steps::web::Failure;

use crate::address::Address;
use crate::{code, contribution, menu, standing};

/// What the page around the element asks for.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Offers {
    /// Where results may be handed to, as the page says it; blank for nowhere.
    pub contribute: String,
    /// Where the figures of others are; blank for none.
    pub benchmark: String,
}

/// A result, and what can be done with it.
#[derive(Clone, Debug)]
pub struct Together {
    pub(crate) questionnaire: Questionnaire,
    pub(crate) catalogue: Catalogue,
    pub(crate) code: ResultCode,
    offers: Offers,
}

impl Together {
    /// Reads a compiled questionnaire, the texts of interface and module in one, and the assessment file. Of the random
    /// number, the lowest 20 bits count.
    ///
    /// # Errors
    /// `questionnaire`, `language` or `file` with all diagnostics.
    pub fn new(
        questionnaire: &str,
        language: &str,
        file: &str,
        number: u32,
        offers: Offers,
    ) -> Result<Self, Failure> {
        let (questionnaire, findings) = questionnaire::Questionnaire::from_json(questionnaire);
        let questionnaire =
            questionnaire.ok_or_else(|| Failure::document("questionnaire", findings))?;
        let (catalogue, findings) = Catalogue::from_json(language);
        let catalogue = catalogue.ok_or_else(|| Failure::document("language", findings))?;
        let (assessment, findings) = Assessment::from_json(file, &questionnaire);
        let assessment = assessment.ok_or_else(|| Failure::document("file", findings))?;
        let result = Anonymous::of(&questionnaire, &assessment);
        let code = ResultCode { number: number & MOST_NUMBER, result };
        Ok(Self { questionnaire, catalogue, code, offers })
    }

    /// The menu.
    #[must_use]
    pub fn menu(&self) -> Markup {
        menu::menu(&self.offers, &self.catalogue)
    }

    /// What stands on the report where the page asks for something; nothing where it does not.
    #[must_use]
    pub fn notes(&self) -> Markup {
        menu::notes(&self.offers, &self.catalogue)
    }

    /// What is in the code, before it is shown.
    #[must_use]
    pub fn contents(&self) -> Markup {
        code::contents(self)
    }

    /// The code: drawing and text.
    #[must_use]
    pub fn code(&self) -> Markup {
        code::code(&self.code_text(), &self.catalogue)
    }

    /// The code's text.
    #[must_use]
    pub fn code_text(&self) -> String {
        self.code.to_text(&self.questionnaire)
    }

    /// What would be handed over, byte for byte, and how. Where links can't be opened (`is_closed`), the address is
    /// text to copy.
    #[must_use]
    pub fn contribution(&self, is_closed: bool) -> Markup {
        contribution::contribution(self, is_closed)
    }

    /// Where the firm stands among those of a benchmark file.
    ///
    /// # Errors
    /// `benchmark` with all diagnostics.
    pub fn standing(&self, file: &str) -> Result<Markup, Failure> {
        standing::standing(self, file)
    }

    /// The result file.
    #[must_use]
    pub fn result_file(&self) -> String {
        self.code.result.to_json(&self.questionnaire)
    }

    /// Where the page wants results; `None` where it names no address that can be used.
    #[must_use]
    pub fn address(&self) -> Option<Address> {
        Address::read(&self.offers.contribute)
    }
}
