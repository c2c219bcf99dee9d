//! stub
#![allow(missing_docs)]
use std::ops::Range;
#[derive(Copy, Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct FileId(u32);
#[derive(Copy, Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Span {
    pub file: FileId,
    pub start: u32,
    pub end: u32,
}
impl Span {
    pub fn new(file: FileId, r: Range<usize>) -> Self {
        Span { file, start: r.start as u32, end: r.end as u32 }
    }
    pub fn range(self) -> Range<usize> {
        self.start as usize..self.end as usize
    }
}
#[derive(Debug, Default, Clone)]
pub struct Sources(Vec<(String, String)>);
pub struct Position {
    pub line: usize,
    pub column: usize,
}
impl Sources {
    pub fn add(&mut self, p: impl Into<String>, t: impl Into<String>) -> FileId {
        self.0.push((p.into(), t.into()));
        FileId(self.0.len() as u32 - 1)
    }
    pub fn path(&self, f: FileId) -> &str {
        &self.0[f.0 as usize].0
    }
    pub fn text(&self, f: FileId) -> &str {
        &self.0[f.0 as usize].1
    }
    pub fn iter(&self) -> impl Iterator<Item = (&str, &str)> {
        self.0.iter().map(|(a, b)| (a.as_str(), b.as_str()))
    }
    pub fn position(&self, f: FileId, b: usize) -> Position {
        let t = &self.text(f)[..b];
        let l = t.matches('\n').count() + 1;
        let c = t.rsplit('\n').next().unwrap_or("").chars().count() + 1;
        Position { line: l, column: c }
    }
}
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
pub enum Severity {
    Error,
    Warning,
}
macro_rules! codes{($($n:ident $w:literal $s:ident;)*)=>{#[derive(Copy,Clone,Debug,PartialEq,Eq,PartialOrd,Ord)] pub enum Code{$($n),*} impl Code{pub const ALL:&'static[Code]=&[$(Code::$n),*];pub fn word(self)->&'static str{match self{$(Code::$n=>$w),*}} pub fn severity(self)->Severity{match self{$(Code::$n=>Severity::$s),*}}}}}
codes! {MissingComma "missing-comma" Error;UnclosedBracket "unclosed-bracket" Error;UnclosedString "unclosed-string" Error;MixedFields "mixed-fields" Error;CurlyQuotes "curly-quotes" Error;ByteOrderMark "byte-order-mark" Error;Syntax "syntax" Error;UnknownField "unknown-field" Error;DuplicateField "duplicate-field" Error;DuplicateName "duplicate-name" Error;MissingField "missing-field" Error;UnknownTarget "unknown-target" Error;UnknownFact "unknown-fact" Error;UnknownPattern "unknown-pattern" Error;WrongType "wrong-type" Error;NumberOutOfRange "number-out-of-range" Error;UnknownOption "unknown-option" Error;BadCondition "bad-condition" Error;BadInterpolation "bad-interpolation" Error;BadPattern "bad-pattern" Error;MissingInclude "missing-include" Error;IncludeCycle "include-cycle" Error;IncludeOutsidePack "include-outside-pack" Error;UnreachableNode "unreachable-node" Warning;SilentCircle "silent-circle" Error;ReturnFromNowhere "return-from-nowhere" Error;UnknownFormat "unknown-format" Error;MissingStart "missing-start" Error;}
#[derive(Clone, Debug)]
pub struct Diagnostic {
    pub code: Code,
    pub span: Span,
    pub message: String,
    pub label: String,
    pub related: Vec<(Span, String)>,
    pub why: Option<String>,
    pub hint: Option<String>,
}
impl Diagnostic {
    pub fn new(code: Code, span: Span, m: impl Into<String>) -> Self {
        Diagnostic { code, span, message: m.into(), label: String::new(), related: vec![], why: None, hint: None }
    }
    pub fn label(mut self, l: impl Into<String>) -> Self {
        self.label = l.into();
        self
    }
    pub fn related(mut self, s: Span, l: impl Into<String>) -> Self {
        self.related.push((s, l.into()));
        self
    }
    pub fn why(mut self, l: impl Into<String>) -> Self {
        self.why = Some(l.into());
        self
    }
    pub fn hint(mut self, l: impl Into<String>) -> Self {
        self.hint = Some(l.into());
        self
    }
    pub fn severity(&self) -> Severity {
        self.code.severity()
    }
}
pub fn human(d: &[Diagnostic], s: &Sources, _c: bool) -> String {
    d.iter()
        .map(|d| {
            let p = s.position(d.span.file, d.span.start as usize);
            format!(
                "{}:{}:{}: [{}] {} ({}) {}\n",
                s.path(d.span.file),
                p.line,
                p.column,
                d.code.word(),
                d.message,
                d.label,
                d.hint.clone().unwrap_or_default()
            )
        })
        .collect()
}
pub fn json(d: &Diagnostic, _s: &Sources) -> String {
    d.message.clone()
}
pub fn summary(d: &[Diagnostic]) -> String {
    format!("{} findings", d.len())
}
pub fn nearest<'a>(n: &str, a: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    a.into_iter().map(|x| (strsim::osa_distance(n, x), x)).filter(|(d, _)| *d <= n.len() / 3 + 1).min_by_key(|(d, _)| *d).map(|(_, x)| x)
}
pub fn sort(d: &mut Vec<Diagnostic>) {
    d.sort_by_key(|d| (d.span, d.code))
}
