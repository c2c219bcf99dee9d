//! What the program is asked to do, and how it answers: 0 all well, 1 something was found, 2 it can't be done.

use crate::country;
use crate::files;
use crate::folder::{self, Loaded};
use crate::terminal::{self, Keep, Terminal, Tests, Visit};
use crate::visits::{self, Dialogue};
use anstream::{AutoStream, ColorChoice};
use anyhow::{Context, Result, bail};
use clap::{Args, Parser, Subcommand, ValueEnum};
use inward::caps;
use inward::check::{Checked, PackCheck, check, check_manifest, check_pack};
use inward::diagnostics::{self, Severity};
use inward::pack::{MANIFEST, Pack};
use inward::script::Script;
use inward::session::{Begin, HostValue};
use inward::transcript::{Transcript, Verdict};
use std::io::{IsTerminal, Write, stderr, stdin, stdout};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

/// Conversations that writers script: play them, check them, test them.
///
/// Without a command it plays the conversation that comes with it.
#[derive(Debug, Parser)]
#[command(version, args_conflicts_with_subcommands = true)]
pub struct Arguments {
    #[command(subcommand)]
    command: Option<Command>,
    #[command(flatten)]
    play: PlayOptions,
    /// Whether to use colours; `auto` leaves them out in a pipe and where NO_COLOR is set
    #[arg(long, value_enum, value_name = "WHEN", default_value_t = Colour::Auto, global = true)]
    color: Colour,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Play a pack or a dialogue file; without one, the conversation that comes with the program
    Play {
        /// A folder with a pack.ron, or a dialogue file
        path: Option<PathBuf>,
        #[command(flatten)]
        options: PlayOptions,
    },
    /// Find every mistake in a pack or a dialogue file, with place and hint
    Check {
        /// A folder with a pack.ron, or a dialogue file; without one, the pack around this folder
        path: Option<PathBuf>,
        /// Text for people, or one JSON object a line
        #[arg(long, value_enum, default_value_t = Format::Human)]
        format: Format,
        /// Let warnings count as errors
        #[arg(long)]
        deny_warnings: bool,
    },
    /// Play a pack's transcripts (tests/**/*.play) and say where they differ
    Test {
        /// A folder with a pack.ron; without one, the pack around this folder
        path: Option<PathBuf>,
        /// Write what is shown now into the transcripts
        #[arg(long)]
        bless: bool,
        /// Let transcripts pass in which only words differ
        #[arg(long)]
        ways: bool,
    },
    /// Remove every visit that `--keep` kept on this computer
    Forget {
        /// Don't ask first
        #[arg(long)]
        yes: bool,
    },
}

#[derive(Debug, Args)]
struct PlayOptions {
    /// Chooses among the variants of a text; the same number gives the same words
    #[arg(long, value_name = "N")]
    seed: Option<u64>,
    /// Where help lines are to be from, as two letters such as gb; without it, what the system's language says, or a question
    #[arg(long, value_name = "CODE")]
    country: Option<String>,
    /// Keep this visit on this computer, readable by you alone, after every answer
    #[arg(long, conflicts_with_all = ["resume_file", "no_journal"])]
    keep: bool,
    /// Take up the last visit that was kept with --keep, and go on keeping it
    #[arg(long = "continue", conflicts_with_all = ["from", "resume_file", "keep", "no_journal"])]
    go_on: bool,
    /// Keep nothing, even where the conversation offers it
    #[arg(long, conflicts_with = "resume_file")]
    no_journal: bool,
    /// For writers: /trace and /state tell what happens inside, and what fails is shown with its place
    #[arg(long)]
    dev: bool,
    /// Keep this visit in a file, readable by you alone, after every answer; where one is kept there already, go on with it
    #[arg(long, value_name = "FILE")]
    resume_file: Option<PathBuf>,
    /// Take up a conversation that was put by: every answer stands whose question is still asked
    #[arg(long, value_name = "FILE")]
    from: Option<PathBuf>,
    /// For screen readers: no drawing, no colours, options told as "1 of 5"
    #[arg(long)]
    plain: bool,
}

#[derive(Copy, Clone, Debug, ValueEnum)]
enum Colour {
    Auto,
    Always,
    Never,
}

#[derive(Copy, Clone, Debug, ValueEnum)]
enum Format {
    Human,
    Json,
}

/// Does what was asked.
pub fn run(arguments: Arguments) -> Result<ExitCode> {
    match arguments.color {
        Colour::Auto => {}
        Colour::Always => ColorChoice::Always.write_global(),
        Colour::Never => ColorChoice::Never.write_global(),
    }
    match arguments.command {
        None => play(None, &arguments.play),
        Some(Command::Play { path, options }) => play(path.as_deref(), &options),
        Some(Command::Check { path, format, deny_warnings }) => find_mistakes(path.as_deref(), format, deny_warnings),
        Some(Command::Test { path, bless, ways }) => test(path.as_deref(), bless, ways),
        Some(Command::Forget { yes }) => forget(yes),
    }
}

/// Says on stderr what went wrong, and because of what.
pub fn complain(trouble: &anyhow::Error) {
    // Where stderr is closed, the exit status still tells.
    let _ = writeln!(AutoStream::auto(stderr()), "inward: {trouble:#}");
}

// Play.

fn play(path: Option<&Path>, options: &PlayOptions) -> Result<ExitCode> {
    let earlier = earlier(path, options)?;
    let loaded = match (path, earlier.as_ref().and_then(|visit| visit.dialogue.as_ref())) {
        (Some(path), _) => folder::load(path)?,
        (None, Some(Dialogue { file, pack: Some(pack), .. })) => {
            let why = || format!("the conversation of this visit isn't at {} any more; name it: inward play PATH", pack.display());
            folder::load(&pack.join(file)).with_context(why)?
        }
        (None, _) => Loaded { pack: Pack::built_in(), root: None, dialogue: None },
    };
    let mut terminal = Terminal::open(options.plain)?;
    let named = earlier.as_ref().and_then(|visit| visit.dialogue.as_ref()).map(|dialogue| dialogue.file.clone());
    let dialogue = match (&loaded.dialogue, named) {
        (Some(dialogue), _) => dialogue.clone(),
        (None, Some(named)) if loaded.pack.file(&named).is_some() => named,
        _ => match choose_dialogue(&loaded.pack, &mut terminal)? {
            Some(dialogue) => dialogue,
            None => return Ok(ExitCode::SUCCESS),
        },
    };
    let checked = check(&loaded.pack, &dialogue);
    let Some(script) = &checked.script else {
        let mut out = AutoStream::auto(stdout());
        write!(out, "{}", diagnostics::human(&checked.diagnostics, &checked.sources, true))?;
        writeln!(
            out,
            "{} in {}; it can't be played yet",
            diagnostics::summary(checked.count(Severity::Error), checked.count(Severity::Warning)),
            terminal::clean(&dialogue)
        )?;
        return Ok(ExitCode::from(1));
    };
    let here = Dialogue { file: dialogue.clone(), title: script.title.clone(), pack: loaded.root.as_deref().map(files::real).transpose()? };
    if let Some(visit) = &earlier {
        belongs(visit, &here, script)?;
    }
    let Some((keep, from)) = where_kept(options, earlier, script, &mut terminal)? else { return Ok(ExitCode::SUCCESS) };
    let visit = Visit {
        begin: Begin { seed: seed(options), given: known(script, options)? },
        from,
        keep,
        dialogue: here,
        tests: tests(&loaded, &dialogue),
        inside: options.dev.then_some(&checked.sources),
    };
    terminal::play(script, &visit, &mut terminal)?;
    Ok(ExitCode::SUCCESS)
}

/// An earlier visit that is to be taken up: from a file that was named, or from the one in which this visit is to be kept.
fn earlier(path: Option<&Path>, options: &PlayOptions) -> Result<Option<visits::Visit>> {
    if options.go_on {
        let kept = visits::kept()?.into_iter().find(|visit| path.is_none_or(|path| visit.is_of(path)));
        return kept.map(Some).context("no visit is kept on this computer; `inward --keep` keeps one");
    }
    let file = options.from.as_ref().or(options.resume_file.as_ref().filter(|file| files::is_there(file)));
    match file {
        Some(file) if options.from.is_none() && files::is_link(file) => bail!("{} is a link; name a file for the visit", file.display()),
        Some(file) => visits::Visit::read(file).map(Some),
        None => Ok(None),
    }
}

/// Refuses a visit to another conversation.
fn belongs(visit: &visits::Visit, here: &Dialogue, script: &Script) -> Result<()> {
    if let Some(dialogue) = &visit.dialogue
        && dialogue.file != here.file
    {
        let (file, named) = (visit.path.display(), terminal::clean(&dialogue.title));
        bail!("{file} holds a visit to “{named}”, and this is “{}”", terminal::clean(&script.title));
    }
    visit.log(script).map(drop)
}

/// Where a visit is kept, and which earlier one it goes on with; nothing, where somebody was asked and left.
fn where_kept(
    options: &PlayOptions,
    earlier: Option<visits::Visit>,
    script: &Script,
    terminal: &mut Terminal,
) -> Result<Option<(Keep, Option<visits::Visit>)>> {
    let Some(file) = &options.resume_file else {
        let keep = match (options.keep, options.go_on, options.no_journal) {
            (true, ..) => Keep::InFolder,
            (_, true, _) => Keep::WhereItWas,
            (.., true) => Keep::Never,
            _ => Keep::IfAsked,
        };
        return Ok(Some((keep, earlier)));
    };
    let Some(visit) = earlier else { return Ok(Some((Keep::In(file.clone()), None))) };
    if let Some(from) = &options.from {
        let same = files::real(from).is_ok_and(|from| files::real(file).is_ok_and(|file| file == from));
        return Ok(Some((if same { Keep::WhereItWas } else { Keep::In(file.clone()) }, Some(visit))));
    }
    Ok(match terminal::ask_to_go_on(terminal, &file.display().to_string(), &script.title, visit.days_since())? {
        Some(true) => Some((Keep::WhereItWas, Some(visit))),
        Some(false) => Some((Keep::In(visits::free_beside(file)), None)),
        None => None,
    })
}

/// Removes what was kept in the data folder.
fn forget(yes: bool) -> Result<ExitCode> {
    let kept = visits::kept()?;
    let mut out = AutoStream::auto(stdout());
    if kept.is_empty() {
        writeln!(out, "no visit is kept on this computer")?;
        return Ok(ExitCode::SUCCESS);
    }
    let many = if kept.len() == 1 { "1 visit is".to_owned() } else { format!("{} visits are", kept.len()) };
    if !yes {
        if !stdin().is_terminal() {
            bail!("{many} kept; `inward forget --yes` removes what is kept");
        }
        write!(out, "{many} kept on this computer. Remove what was kept? Type yes: ")?;
        out.flush()?;
        let mut typed = String::new();
        stdin().read_line(&mut typed)?;
        if !["y", "yes"].contains(&typed.trim().to_lowercase().as_str()) {
            writeln!(out, "everything stays as it is")?;
            return Ok(ExitCode::SUCCESS);
        }
    }
    for visit in &kept {
        files::remove(&visit.path, visit.id).with_context(|| format!("{} can't be removed", visit.path.display()))?;
    }
    files::clear_unfinished(&visits::folder()?.join("any"));
    writeln!(out, "removed; nothing is kept any more")?;
    Ok(ExitCode::SUCCESS)
}

/// What the host knows of a person before anything is asked.
fn known(script: &Script, options: &PlayOptions) -> Result<Vec<(String, HostValue)>> {
    let fits = |code: &str| {
        let given = vec![(COUNTRY.to_owned(), HostValue::Text(code.to_owned()))];
        inward::session::begin(script, &Begin { seed: 0, given: given.clone() }).is_ok().then_some(given)
    };
    match &options.country {
        Some(code) => {
            let unfit =
                || format!("--country {code}: this conversation doesn't know that country; write two letters such as gb, or `other`");
            country::id(code).and_then(|id| fits(&id)).with_context(unfit)
        }
        // A pipe always gets the same words, whatever the machine's language.
        None if stdin().is_terminal() => Ok(country::of_locale().and_then(|id| fits(&id)).unwrap_or_default()),
        None => Ok(Vec::new()),
    }
}

/// The fact in which a dialogue may ask the host for the country.
const COUNTRY: &str = "country";

/// Where a transcript of this dialogue belongs: into its pack, if it has one.
fn tests(loaded: &Loaded, dialogue: &str) -> Tests {
    let is_pack = |root: &&PathBuf| loaded.pack.file(MANIFEST).is_some() && files::is_folder(root);
    let name = Path::new(dialogue).file_stem().map(|stem| stem.to_string_lossy().into_owned());
    Tests { pack: loaded.root.as_ref().filter(is_pack).cloned(), dialogue: name }
}

/// A pipe always gets the same words; a person gets others each time.
fn seed(options: &PlayOptions) -> u64 {
    let now = || std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH);
    options.seed.unwrap_or_else(|| if stdin().is_terminal() { now().map_or(0, |since| since.as_secs()) } else { 0 })
}

/// The dialogue that `pack.ron` says is played, if it says one. Where that file has a mistake, that must not be passed over.
fn default_of(pack: &Pack) -> Result<Option<String>> {
    let found = check_manifest(pack);
    let (mistakes, sources) = &found.manifest;
    if let Some(first) = mistakes.iter().find(|mistake| mistake.severity() == Severity::Error) {
        let place = sources.position(first.span.file, first.span.range().start);
        bail!("pack.ron:{}:{}: {}; `inward check` shows more", place.line, place.column, first.message);
    }
    Ok(found.default)
}

/// The dialogue to play; nothing, where somebody was asked and chose none.
fn choose_dialogue(pack: &Pack, terminal: &mut Terminal) -> Result<Option<String>> {
    if let Some(default) = default_of(pack)? {
        return Ok(Some(default));
    }
    match &pack.dialogues().collect::<Vec<_>>()[..] {
        [] => bail!("there is no dialogue in this pack; dialogues are the .ron files directly in content/"),
        [only] => Ok(Some((*only).to_owned())),
        several => {
            let title = |path: &&str| ((*path).to_owned(), title(path, &check(pack, path)));
            let titles = several.iter().map(title).collect::<Vec<_>>();
            terminal::ask_which(terminal, &titles)
        }
    }
}

fn title(path: &str, checked: &Checked) -> String {
    checked.script.as_ref().map_or_else(|| path.to_owned(), |script| script.title.clone())
}

// Check.

fn find_mistakes(path: Option<&Path>, format: Format, deny_warnings: bool) -> Result<ExitCode> {
    let loaded = folder::load_near(path)?;
    let found = match &loaded.dialogue {
        Some(dialogue) => {
            let checked = check(&loaded.pack, dialogue);
            PackCheck { dialogues: vec![(dialogue.clone(), checked)], ..PackCheck::default() }
        }
        None => check_pack(&loaded.pack),
    };
    if found.dialogues.is_empty() {
        bail!("there is no dialogue in this pack; dialogues are the .ron files directly in content/");
    }
    if loaded.root.is_none() {
        complain(&anyhow::anyhow!("there is no pack around this folder, so the built-in one is checked"));
    }
    match format {
        Format::Human => print_human(&found)?,
        Format::Json => print_json(&found)?,
    }
    let (errors, warnings) = (found.count(Severity::Error), found.count(Severity::Warning));
    let failed = errors > 0 || (deny_warnings && warnings > 0);
    Ok(ExitCode::from(u8::from(failed)))
}

fn print_human(found: &PackCheck) -> Result<()> {
    let mut out = AutoStream::auto(stdout());
    for (diagnostics, sources) in found.findings().filter(|(diagnostics, _)| !diagnostics.is_empty()) {
        write!(out, "{}", diagnostics::human(diagnostics, sources, true))?;
    }
    let (errors, warnings) = (found.count(Severity::Error), found.count(Severity::Warning));
    let count = match found.dialogues.len() {
        1 => "1 dialogue".to_owned(),
        several => format!("{several} dialogues"),
    };
    let off = match found.switched_off {
        0 => String::new(),
        off => format!(" ({off} switched off in pack.ron)"),
    };
    if errors + warnings == 0 {
        writeln!(out, "{count} checked, nothing wrong{off}")?;
    } else {
        writeln!(out, "{count} checked: {}{off}", diagnostics::summary(errors, warnings))?;
    }
    Ok(())
}

fn print_json(found: &PackCheck) -> Result<()> {
    let mut out = stdout().lock();
    for (diagnostics, sources) in found.findings() {
        for diagnostic in diagnostics {
            writeln!(out, "{}", diagnostics::json(diagnostic, sources))?;
        }
    }
    let left_out = found.dialogues.iter().map(|(_, checked)| checked.left_out.errors + checked.left_out.warnings).sum::<usize>();
    if left_out > 0 {
        complain(&anyhow::anyhow!("{left_out} more mistakes aren't listed; mend some of these first"));
    }
    Ok(())
}

// Test.

/// How many transcripts came out how.
#[derive(Default)]
struct Tally {
    same: usize,
    words: usize,
    way: usize,
    empty: usize,
    broken: usize,
    blessed: usize,
}

fn test(path: Option<&Path>, bless: bool, ways: bool) -> Result<ExitCode> {
    let loaded = folder::load_near(path)?;
    let Some(root) = &loaded.root else {
        bail!("there are no transcripts here; run this in a pack, or name one");
    };
    let plays = folder::transcripts(root)?;
    let pack = check_pack(&loaded.pack);
    let mut out = AutoStream::auto(stdout());
    let mut tally = Tally::default();
    for path in plays {
        let name = path.strip_prefix(root).unwrap_or(&path).display().to_string();
        let found = files::read(&path, Some(root), caps::FILE_BYTES);
        let text = found
            .as_ref()
            .map_err(ToString::to_string)
            .and_then(|found| std::str::from_utf8(&found.bytes).map_err(|_| "it isn't text in UTF-8".to_owned()));
        let text = text.map(|text| text.strip_prefix('\u{feff}').unwrap_or(text));
        let (found, text, verdict, shown) = match (&found, text.and_then(|text| Ok((text, perform(&pack, text)?)))) {
            (Ok(found), Ok((text, (verdict, shown)))) => (found, text, verdict, shown),
            (_, Err(why)) => {
                tally.broken += 1;
                writeln!(out, "can't be played:  {name}\n  {why}")?;
                continue;
            }
            (Err(_), Ok(_)) => continue,
        };
        if bless && verdict != Verdict::Same {
            if files::is_link(&path) {
                bail!("{name} is a link, and isn't written through");
            }
            files::replace(&path, found, &shown).with_context(|| format!("{name} can't be written"))?;
            tally.blessed += 1;
            writeln!(out, "wrote  {name}")?;
            continue;
        }
        match verdict {
            Verdict::Same => tally.same += 1,
            Verdict::Words => tally.words += 1,
            Verdict::Way => tally.way += 1,
            Verdict::Empty => tally.empty += 1,
        }
        if let Some(complaint) = complaint(verdict) {
            writeln!(out, "{complaint}  {name}")?;
            write!(out, "{}", difference(text, &shown))?;
        }
    }
    writeln!(out, "{}", tally.sentence())?;
    let failed = tally.way + tally.empty + tally.broken > 0 || (tally.words > 0 && !ways);
    Ok(ExitCode::from(u8::from(failed)))
}

impl Tally {
    fn sentence(&self) -> String {
        let counts = [
            (self.same, "as written"),
            (self.words, "only words differ"),
            (self.way, "the way differs"),
            (self.empty, "not filled in yet (`inward test --bless` does it)"),
            (self.broken, "can't be played"),
            (self.blessed, "written anew"),
        ];
        let counts = counts.iter().filter(|(count, _)| *count > 0).map(|(count, what)| format!("{count} {what}")).collect::<Vec<_>>();
        if counts.is_empty() { "no transcripts (tests/**/*.play)".to_owned() } else { format!("transcripts: {}", counts.join(", ")) }
    }
}

fn complaint(verdict: Verdict) -> Option<&'static str> {
    match verdict {
        Verdict::Same => None,
        Verdict::Words => Some("only words differ:"),
        Verdict::Way => Some("the way differs:"),
        Verdict::Empty => Some("not filled in yet:"),
    }
}

/// Plays a transcript: how it came out, and the file as it is now. Otherwise why it can't be played.
fn perform(pack: &PackCheck, text: &str) -> Result<(Verdict, String), String> {
    let transcript = Transcript::parse(text).map_err(|error| format!("line {}: {}", error.line, error.message))?;
    let script = script_of(pack, &transcript)?;
    let shown = transcript.perform(script).map_err(|error| error.to_string())?;
    let verdict = transcript.compare(script).map_err(|error| error.to_string())?;
    Ok((verdict, shown))
}

fn script_of<'p>(pack: &'p PackCheck, transcript: &Transcript) -> Result<&'p Script, String> {
    let stem = |path: &str| Path::new(path).file_stem().map(|stem| stem.to_string_lossy().into_owned());
    let wanted = |path: &str| match &transcript.dialogue {
        Some(name) => stem(path).as_ref() == Some(name),
        None => pack.default.as_ref().is_none_or(|default| default == path),
    };
    let found = pack.dialogues.iter().find(|(path, _)| wanted(path));
    let (path, checked) = found.ok_or_else(|| match &transcript.dialogue {
        Some(name) => format!("there is no dialogue `{name}`"),
        None => "there is no dialogue in this pack".to_owned(),
    })?;
    checked.script.as_ref().ok_or_else(|| format!("`{path}` has mistakes; `inward check` shows them"))
}

/// The first lines that differ: what the file says, and what is shown now.
fn difference(written: &str, shown: &str) -> String {
    let (written, shown) = (written.lines().collect::<Vec<_>>(), shown.lines().collect::<Vec<_>>());
    let same = written.iter().zip(&shown).take_while(|(written, shown)| written == shown).count();
    let mut out = String::new();
    if let Some(line) = written.get(same) {
        out.push_str(&format!("  line {}\n  - {line}\n", same + 1));
    }
    if let Some(line) = shown.get(same) {
        out.push_str(&format!("  + {line}\n"));
    }
    out
}
