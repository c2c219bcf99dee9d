//! A large pack: every pass of the check grows with the content, not faster.

use inward::check;
use inward::pack::Pack;
use std::time::{Duration, Instant};

/// A dialogue of so many nodes, with all that content is made of: facts, conditions, options, ways, visits, records, rules.
fn dialogue(nodes: usize) -> String {
    let mut facts = String::new();
    let mut means = String::new();
    let mut rules = String::new();
    let mut body = String::new();
    for place in 0..nodes {
        let next = if place + 1 < nodes { format!("n{}", place + 1) } else { "last".to_owned() };
        let (fact, before) = (place / 10, place.saturating_sub(10) / 10);
        if place % 10 == 0 {
            facts.push_str(&format!("\"k{fact}\": OneOf([\"a\", \"b\", \"c\"]), \"h{fact}\": Number(0, 10), \"s{fact}\": Bool,\n"));
            means.push_str(&format!("\"m{fact}\": \"h{fact} >= 7 || !(k{fact} == 'a')\",\n"));
            rules.push_str(&format!(
                "\"r{fact}\": (level: \"meaning\", during: \"one\", when: \"h{fact} > 8 && s{fact}\", ask: \"asked\", because: \"it is so\"),\n"
            ));
        }
        let node = match place % 10 {
            0 => format!(
                "section: \"one\", say: [\"Question {place}.\", (when: \"m{before} && k{fact} != 'b'\", say: \"{{h{before}}}\")], \
                 ask: Choose({{\"a\": \"First of {place}\", \"b\": (say: \"Second\", when: \"!m{before}\"), \"c\": (say: \"Third\", goto: \"{next}\")}}), \
                 keep: \"k{fact}\", goto: [(when: \"k{fact} == 'a' && !known(h{before})\", to: \"{next}\"), (to: \"{next}\")]"
            ),
            1 => {
                format!("say: \"How much is {place}?\", ask: Number(0, 10), keep: \"h{fact}\", goto: (visit: \"visited\", to: \"{next}\")")
            }
            2 => format!("say: \"Is it {place}?\", ask: YesNo, keep: \"s{fact}\", goto: \"{next}\""),
            3 => format!("say: (when: \"s{fact} && h{fact} >= 3\", say: \"It is.\"), goto: \"{next}\""),
            _ => format!("say: \"Words of {place}, and more of them.\", ask: Continue, goto: \"{next}\""),
        };
        body.push_str(&format!("\"n{place}\": ({node}),\n"));
    }
    format!(
        "(format: 1, title: \"Large\", start: \"n0\", sections: {{\"one\": \"One\"}}, facts: {{{facts}}}, means: {{{means}}}, rules: {{{rules}}}, \
         nodes: {{{body}\"visited\": (say: \"Aside.\", ask: Continue), \"asked\": (say: \"Really?\", ask: Continue), \
         \"last\": (say: \"Goodbye.\", goto: \"@end done\")}})"
    )
}

fn time(nodes: usize) -> Duration {
    let pack = Pack::of_one("large.ron", &dialogue(nodes));
    let begun = Instant::now();
    let checked = check(&pack, "large.ron");
    let taken = begun.elapsed();
    let found = checked.diagnostics.iter().filter(|found| found.code.word() != "negated-comparison").map(|found| &found.message);
    assert!(checked.is_sound(), "{:?}", found.take(5).collect::<Vec<_>>());
    taken
}

/// Four times the content may take some four times as long; were a pass quadratic, it would be sixteen.
#[test]
fn checking_grows_with_the_content_and_no_faster() {
    let best = |nodes: usize| (0..2).map(|_| time(nodes)).min().unwrap_or_default();
    // A busy machine may disturb one measure, hardly three.
    let measures = (0..3).map(|_| (best(500), best(2_000)));
    let disturbed = measures.take_while(|(small, large)| *large >= *small * 9).collect::<Vec<_>>();
    assert!(disturbed.len() < 3, "500 nodes and 2,000 took {disturbed:?}");
}

/// `cargo test --release --test large -- --ignored --nocapture`
#[test]
#[ignore = "a measure of time, for a release build"]
fn ten_thousand_nodes_are_checked_in_two_seconds() {
    let taken = time(10_000);
    println!("10,000 nodes: {taken:?}");
    assert!(taken < Duration::from_secs(2), "{taken:?}");
}
