use super::*;
use std::fs;

struct Folder(PathBuf);

impl Folder {
    fn new(name: &str) -> Folder {
        let folder = std::env::temp_dir().join(format!("inward-files-{name}-{}", std::process::id()));
        let _ = fs::remove_dir_all(&folder);
        fs::create_dir_all(&folder).unwrap();
        Folder(folder)
    }

    fn at(&self, name: &str) -> PathBuf {
        self.0.join(name)
    }

    fn names(&self) -> Vec<String> {
        entries(&self.0).unwrap().iter().map(|path| path.file_name().unwrap().to_string_lossy().into_owned()).collect()
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

#[test]
fn what_is_there_is_never_written_over() {
    let folder = Folder::new("over");
    fs::write(folder.at("mine"), "mine").unwrap();
    assert_eq!(create(&folder.at("mine"), "theirs", Readers::Owner).unwrap_err().kind(), ErrorKind::AlreadyExists);
    assert_eq!(fs::read_to_string(folder.at("mine")).unwrap(), "mine");
    let id = create(&folder.at("new"), "one", Readers::Owner).unwrap();
    let id = replace_own(&folder.at("new"), id, "two").unwrap();
    assert_eq!(fs::read_to_string(folder.at("new")).unwrap(), "two");
    // Somebody puts another file there.
    fs::remove_file(folder.at("new")).unwrap();
    fs::write(folder.at("other"), "").unwrap();
    fs::write(folder.at("new"), "somebody's own").unwrap();
    assert_eq!(replace_own(&folder.at("new"), id, "three").unwrap_err().kind(), ErrorKind::AlreadyExists);
    assert_eq!(fs::read_to_string(folder.at("new")).unwrap(), "somebody's own");
    // One that was only taken away is written again.
    let id = create(&folder.at("gone"), "one", Readers::Owner).unwrap();
    fs::remove_file(folder.at("gone")).unwrap();
    replace_own(&folder.at("gone"), id, "two").unwrap();
    assert_eq!(folder.names(), ["gone", "mine", "new", "other"]);
}

#[cfg(unix)]
#[test]
fn nothing_is_written_through_a_link() {
    let folder = Folder::new("link");
    fs::write(folder.at("real"), "real").unwrap();
    std::os::unix::fs::symlink(folder.at("real"), folder.at("link")).unwrap();
    std::os::unix::fs::symlink(folder.at("nowhere"), folder.at("dangling")).unwrap();
    for name in ["link", "dangling"] {
        assert_eq!(create(&folder.at(name), "x", Readers::Owner).unwrap_err().kind(), ErrorKind::AlreadyExists, "{name}");
    }
    let found = read(&folder.at("link"), None, 100).unwrap();
    assert_eq!(replace(&folder.at("link"), &found, "x").unwrap_err().kind(), ErrorKind::AlreadyExists);
    assert_eq!(fs::read_to_string(folder.at("real")).unwrap(), "real");
    assert!(!folder.at("nowhere").exists());
    assert_eq!(folder.names(), ["dangling", "link", "real"]);
}

#[cfg(unix)]
#[test]
fn only_files_are_read_and_only_so_much_of_them() {
    let folder = Folder::new("read");
    let inside = folder.at("inside");
    fs::create_dir(&inside).unwrap();
    fs::write(folder.at("outside"), "secret").unwrap();
    fs::write(inside.join("ten"), "0123456789").unwrap();
    std::os::unix::fs::symlink(folder.at("outside"), inside.join("out")).unwrap();
    std::os::unix::fs::symlink(inside.join("ten"), inside.join("in")).unwrap();
    std::os::unix::fs::symlink("/dev/zero", inside.join("zero")).unwrap();
    std::process::Command::new("mkfifo").arg(inside.join("pipe")).status().unwrap();
    let at = |name: &str, most| read(&inside.join(name), Some(&inside), most);
    assert_eq!(at("ten", 10).unwrap().bytes, b"0123456789");
    assert_eq!(at("in", 10).unwrap().bytes, b"0123456789");
    assert!(matches!(at("ten", 9), Err(Unreadable::TooLong(9))));
    assert!(matches!(at("out", 10), Err(Unreadable::Outside)));
    assert!(matches!(at("zero", 10), Err(Unreadable::Outside)));
    assert!(matches!(read(Path::new("/dev/zero"), None, 10), Err(Unreadable::NoFile)));
    assert!(matches!(at("pipe", 10), Err(Unreadable::NoFile)));
    assert!(matches!(at("nothing", 10), Err(Unreadable::NotThere)));
    assert!(matches!(read(&inside, None, 10), Err(Unreadable::Folder)));
}

#[cfg(unix)]
#[test]
fn who_may_read_a_file_is_kept() {
    use std::os::unix::fs::PermissionsExt;
    let folder = Folder::new("mode");
    let mode = |name: &str| fs::metadata(folder.at(name)).unwrap().permissions().mode() & 0o777;
    create(&folder.at("own"), "x", Readers::Owner).unwrap();
    assert_eq!(mode("own"), 0o600);
    fs::write(folder.at("shared"), "x").unwrap();
    fs::set_permissions(folder.at("shared"), fs::Permissions::from_mode(0o640)).unwrap();
    let found = read(&folder.at("shared"), None, 10).unwrap();
    replace(&folder.at("shared"), &found, "y").unwrap();
    assert_eq!((mode("shared"), fs::read_to_string(folder.at("shared")).unwrap().as_str()), (0o640, "y"));
}

#[cfg(unix)]
#[test]
fn what_a_killed_program_left_half_written_is_cleared_away() {
    let folder = Folder::new("unfinished");
    let mut child = std::process::Command::new("true").spawn().unwrap();
    child.wait().unwrap();
    fs::write(folder.at(&format!("{UNFINISHED}{}-0", child.id())), "half").unwrap();
    let running = format!("{UNFINISHED}{}-0", std::process::id());
    fs::write(folder.at(&running), "half").unwrap();
    fs::write(folder.at(".inward-unfinished-mine"), "mine").unwrap();
    clear_unfinished(&folder.at("v.json"));
    assert_eq!(folder.names(), [running, ".inward-unfinished-mine".to_owned()]);
}
