//! What lies in a pack and is no file of it: pipes, devices, links that lead out. None is waited for, none is shown, none is
//! written through.

use super::TEA;
use crate::folder::Folder;
use std::fs;
use std::os::unix::fs::symlink;
use std::process::Command;

fn pipe(folder: &Folder, path: &str) {
    assert!(Command::new("mkfifo").arg(folder.0.join(path)).status().unwrap().success());
}

#[test]
fn transcripts_that_are_no_files_of_the_pack_are_failures_with_a_reason() {
    let folder = Folder::pack(TEA);
    folder.write("tests/good.play", "> tea\n");
    pipe(&folder, "tests/pipe.play");
    symlink("/dev/zero", folder.0.join("tests/zero.play")).unwrap();
    symlink("/etc/passwd", folder.0.join("tests/out.play")).unwrap();
    symlink("nowhere", folder.0.join("tests/dangling.play")).unwrap();
    let told = folder.call(&["test"], "");
    assert_eq!(told.status, 1, "{told:?}");
    for (file, why) in [
        ("pipe.play", "no file, but a pipe or a device"),
        ("zero.play", "leads out of the pack"),
        ("out.play", "leads out of the pack"),
        ("dangling.play", "no such file"),
    ] {
        let at = told.out.find(file).unwrap_or_else(|| panic!("{file}: {}", told.out));
        assert!(told.out[at..].lines().nth(1).unwrap().contains(why), "{file}: {}", told.out);
    }
    assert!(!told.out.contains("root:"), "nothing of it is shown: {}", told.out);
}

#[test]
fn nothing_is_blessed_through_a_link() {
    let folder = Folder::pack(TEA);
    let outside = Folder::with(&[("mine.play", "> tea\n")]);
    folder.write("elsewhere/real.play", "> tea\n");
    fs::create_dir_all(folder.0.join("tests")).unwrap();
    symlink(folder.0.join("elsewhere/real.play"), folder.0.join("tests/inside.play")).unwrap();
    symlink(outside.0.join("mine.play"), folder.0.join("tests/outside.play")).unwrap();
    let told = folder.call(&["test", "--bless"], "");
    assert!(told.status == 2 && told.trouble.contains("inside.play is a link, and isn't written through"), "{told:?}");
    assert_eq!((folder.read("elsewhere/real.play"), outside.read("mine.play")), ("> tea\n".to_owned(), "> tea\n".to_owned()));
}

#[test]
fn content_that_is_no_file_of_the_pack_is_said_where_it_is_named() {
    let folder = Folder::pack(TEA);
    pipe(&folder, "content/pipe.ron");
    symlink("/dev/zero", folder.0.join("content/zero.ron")).unwrap();
    let told = folder.call(&["check"], "");
    assert_eq!(told.status, 1, "{told:?}");
    assert!(told.out.contains("`content/pipe.ron` can't be read: it is no file, but a pipe or a device"), "{}", told.out);
    assert!(told.out.contains("`content/zero.ron` is a link that leads out of the pack"), "{}", told.out);
    for path in ["content/pipe.ron", "content/zero.ron"] {
        let told = folder.call(&["play", path], "tea\n");
        assert_eq!((told.status, told.out.as_str()), (2, ""), "{told:?}");
    }
}

#[test]
fn a_line_without_an_end_is_too_long_and_costs_no_more_than_that() {
    let folder = Folder::pack(TEA);
    let told = folder.call(&["play", "content/tea.ron"], [vec![b'x'; 3_000_000], b"\ntea\n".to_vec()].concat());
    assert_eq!(told.status, 0, "{told:?}");
    assert!(told.out.contains("more than I can hold"), "{}", told.out);
    assert!(told.out.contains("Anything else?"), "what comes behind it is read: {}", told.out);
}
