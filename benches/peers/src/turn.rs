//! What one turn produces: the printed text and the choices offered.

/// Reused between turns so that the buffer itself costs no peer an allocation.
#[derive(Default)]
pub struct Turn {
    pub text: String,
    choices: String,
    choice_ends: Vec<usize>,
}

impl Turn {
    pub fn clear(&mut self) {
        self.text.clear();
        self.choices.clear();
        self.choice_ends.clear();
    }

    pub fn push_line(&mut self, line: &str) {
        self.text.push_str(line);
        self.text.push('\n');
    }

    pub fn push_choice(&mut self, text: &str) {
        self.choices.push_str(text);
        self.choice_ends.push(self.choices.len());
    }

    pub fn choice_count(&self) -> usize {
        self.choice_ends.len()
    }

    pub fn choices(&self) -> impl Iterator<Item = &str> {
        let starts = std::iter::once(0).chain(self.choice_ends.iter().copied());
        starts.zip(self.choice_ends.iter().copied()).map(|(start, end)| &self.choices[start..end])
    }

    /// One comparable string: whitespace runs collapse to one space and blank
    /// lines vanish; line breaks and the order of choices are kept.
    pub fn transcript(&self) -> String {
        let lines = self.text.lines().map(collapse).filter(|line| !line.is_empty());
        let choices = self.choices().map(|choice| format!("> {}", collapse(choice)));
        lines.chain(choices).collect::<Vec<_>>().join("\n")
    }
}

fn collapse(line: &str) -> String {
    line.split_whitespace().collect::<Vec<_>>().join(" ")
}
