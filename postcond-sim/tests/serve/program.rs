//! The program, running.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::process::{Child, ChildStdout, Command, ExitStatus, Output, Stdio};

const PROGRAM: &str = env!("CARGO_BIN_EXE_postcond-sim");

/// A simulator that is being served; it ends with this.
pub(crate) struct Served {
    program: Child,
    /// None once nobody reads it.
    stdout: Option<BufReader<ChildStdout>>,
    /// As in `127.0.0.1:4568`.
    pub(crate) address: String,
    /// What it says of its settings.
    pub(crate) introduction: String,
}

impl Drop for Served {
    fn drop(&mut self) {
        // It may have ended already.
        let _ = self.program.kill();
        let _ = self.program.wait();
    }
}

/// Runs the program to its end.
pub(crate) fn run(arguments: &[&str]) -> Output {
    Command::new(PROGRAM).args(arguments).output().unwrap()
}

/// Serves on a free port, with these settings.
pub(crate) fn serve(settings: &[&str]) -> Served {
    let mut program = Command::new(PROGRAM)
        .args(["serve", "--port", "0"])
        .args(settings)
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let mut stdout = BufReader::new(program.stdout.take().unwrap());
    let address = line(&mut stdout);
    let address = address.strip_prefix("listening on http://");
    Served {
        address: address.expect("it says where it listens").to_owned(),
        introduction: line(&mut stdout),
        program,
        stdout: Some(stdout),
    }
}

fn line(from: &mut impl BufRead) -> String {
    let mut line = String::new();
    from.read_line(&mut line).unwrap();
    line.trim_end().to_owned()
}

impl Served {
    /// The next line of what it complains about.
    pub(crate) fn complaint(&mut self) -> String {
        let mut byte = [0];
        let mut line = Vec::new();
        let stderr = self.program.stderr.as_mut().unwrap();
        while stderr.read(&mut byte).unwrap() == 1 && byte != *b"\n" {
            line.extend(byte);
        }
        String::from_utf8(line).unwrap()
    }

    /// Asks it to end, with this signal, and tells what it said then.
    pub(crate) fn end(mut self, signal: &str) -> String {
        self.send(signal);
        let mut report = String::new();
        if let Some(mut stdout) = self.stdout.take() {
            stdout.read_to_string(&mut report).unwrap();
        }
        assert!(self.program.wait().unwrap().success());
        report
    }

    /// Asks it to end, where nobody reads what it says then, and tells how it did and what it complained about.
    pub(crate) fn end_unread(mut self, signal: &str) -> (ExitStatus, String) {
        drop(self.stdout.take());
        self.send(signal);
        let mut complaints = String::new();
        let mut stderr = self.program.stderr.take().unwrap();
        stderr.read_to_string(&mut complaints).unwrap();
        (self.program.wait().unwrap(), complaints)
    }

    fn send(&self, signal: &str) {
        let id = self.program.id().to_string();
        let sent = Command::new("kill").args(["-s", signal, &id]).status();
        assert!(sent.unwrap().success());
    }

    pub(crate) fn connect(&self) -> TcpStream {
        TcpStream::connect(&self.address).unwrap()
    }

    /// The status and the body of the answer to a request of this one's own.
    pub(crate) fn control(&self, method: &str, path: &str, body: &str) -> (u16, String) {
        let request = format!(
            "{method} /_postcond/{path} HTTP/1.1\r\nhost: sim\r\nconnection: close\r\ncontent-length: {}\r\n\r\n{body}",
            body.len()
        );
        answer(self.connect(), request.as_bytes())
    }
}

/// Sends all of this and reads the answer.
pub(crate) fn answer(mut to: TcpStream, request: &[u8]) -> (u16, String) {
    to.write_all(request).unwrap();
    let mut answer = String::new();
    to.read_to_string(&mut answer).unwrap();
    let (head, body) = answer.split_once("\r\n\r\n").unwrap();
    let status = head.split(' ').nth(1).unwrap();
    (status.parse().unwrap(), body.to_owned())
}
