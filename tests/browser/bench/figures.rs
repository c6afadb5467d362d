//! Figures, and whether they keep their budgets.

/// One line of the table.
pub struct Figure {
    what: String,
    measured: String,
    budget: String,
    within: bool,
}

impl Figure {
    /// A figure that only informs.
    pub fn shown(what: impl Into<String>, measured: String) -> Self {
        Self { what: what.into(), measured, budget: String::new(), within: true }
    }

    /// A figure that must not be above its budget.
    pub fn limited(what: impl Into<String>, value: f64, unit: &str, budget: f64) -> Self {
        Self {
            what: what.into(),
            measured: format!("{value:.2} {unit}"),
            budget: format!("at most {budget:.1} {unit}"),
            within: value <= budget,
        }
    }
}

/// The table, with a mark where a budget is not kept.
pub fn table(figures: &[Figure]) -> String {
    let mut text = String::new();
    for Figure { what, measured, budget, within } in figures {
        let mark = if *within { "" } else { "  ABOVE" };
        text += format!("{what:<62}{measured:>14}  {budget}{mark}").trim_end();
        text.push('\n');
    }
    text
}

/// The figures above their budgets, a line each.
pub fn above(figures: &[Figure]) -> Vec<String> {
    let above = figures.iter().filter(|figure| !figure.within);
    above.map(|figure| format!("{}: {}, {}", figure.what, figure.measured, figure.budget)).collect()
}

/// The median; of an even number, the upper of the two in the middle.
pub fn median(values: &[f64]) -> f64 {
    at_share(values, 50)
}

/// The value that this percentage of the values does not exceed.
pub fn at_share(values: &[f64], percent: usize) -> f64 {
    let mut sorted = values.to_vec();
    sorted.sort_by(f64::total_cmp);
    let at = (sorted.len() * percent / 100).min(sorted.len().saturating_sub(1));
    sorted.get(at).copied().unwrap_or(f64::NAN)
}
