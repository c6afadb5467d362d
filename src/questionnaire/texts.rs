//! Every text of a questionnaire, in one order: for its hash, for lint, for a pseudo-language.

use super::model::Questionnaire;

impl Questionnaire {
    /// Calls `visit` with every text that a language file holds: the id it belongs to, the name
    /// of the field, and the text, which may be changed in place.
    pub fn for_each_text(&mut self, visit: &mut dyn FnMut(&str, &'static str, &mut String)) {
        let mut each = |owner: &str, field, texts: &mut [String]| {
            texts.iter_mut().for_each(|text| visit(owner, field, text));
        };
        let head = self.id.clone();
        each(&head, "title", std::slice::from_mut(&mut self.title));
        each(&head, "short", std::slice::from_mut(&mut self.short));
        each(&head, "question-stem", std::slice::from_mut(&mut self.question_stem));
        each(&head, "method", &mut self.method);
        each(&head, "disclaimer", &mut self.disclaimer);
        if let Some(branding) = &mut self.branding {
            each(&head, "publisher", std::slice::from_mut(&mut branding.publisher));
            each(&head, "line", branding.line.as_mut_slice());
        }
        each(&head, "levels", &mut self.levels);
        for band in &mut self.bands {
            each(band.id.as_str(), "name", std::slice::from_mut(&mut band.name));
            each(band.id.as_str(), "summary", std::slice::from_mut(&mut band.summary));
        }
        for effort in &mut self.efforts {
            each(effort.id.as_str(), "name", std::slice::from_mut(&mut effort.name));
        }
        for lens in &mut self.lenses {
            each(lens.id.as_str(), "name", std::slice::from_mut(&mut lens.name));
        }
        for asked in &mut self.profile {
            each(asked.id.as_str(), "prompt", std::slice::from_mut(&mut asked.prompt));
            each(asked.id.as_str(), "hint", asked.hint.as_mut_slice());
            for option in &mut asked.options {
                each(asked.id.as_str(), "options", std::slice::from_mut(&mut option.text));
            }
        }
        for row in &mut self.sheet_rows {
            each(&row.id, "sheet-rows", std::slice::from_mut(&mut row.text));
        }
        for sheet in &mut self.sheets {
            each(&sheet.id, "title", std::slice::from_mut(&mut sheet.title));
            for (_, text) in &mut sheet.rows {
                each(&sheet.id, "rows", std::slice::from_mut(text));
            }
        }
        for card in &mut self.cards {
            each(card.id.as_str(), "title", std::slice::from_mut(&mut card.title));
            each(card.id.as_str(), "lead", std::slice::from_mut(&mut card.lead));
            for section in &mut card.sections {
                each(&section.id, "title", std::slice::from_mut(&mut section.title));
                each(&section.id, "items", &mut section.items);
            }
            for gap in &mut card.gaps {
                each(gap.question.as_str(), "gaps", std::slice::from_mut(&mut gap.text));
            }
        }
        for example in &mut self.examples {
            each(&example.id, "examples", std::slice::from_mut(&mut example.text));
        }
        for domain in &mut self.domains {
            each(domain.id.as_str(), "title", std::slice::from_mut(&mut domain.title));
            each(domain.id.as_str(), "lead", std::slice::from_mut(&mut domain.lead));
            for question in &mut domain.questions {
                let id = question.id.as_str();
                each(id, "prompt", std::slice::from_mut(&mut question.prompt));
                each(id, "levels", &mut question.levels);
                each(id, "why", std::slice::from_mut(&mut question.why));
                each(id, "evidence", std::slice::from_mut(&mut question.evidence));
                each(id, "quick-win", std::slice::from_mut(&mut question.quick_win));
                each(id, "next-steps", &mut question.next_steps);
                each(id, "action", std::slice::from_mut(&mut question.action));
                each(id, "gap", std::slice::from_mut(&mut question.gap));
                each(id, "caution", question.caution.as_mut_slice());
            }
        }
    }
}
