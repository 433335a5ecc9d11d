//! The binary against real servers, clients, browsers and shells.
//!
//! `tests/peers/run` installs them and runs these tests. Without them nothing here can run, so
//! plain `cargo test` ignores all of it.
#![cfg(unix)]
#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]
#![expect(clippy::panic, reason = "a test that cannot go on has failed")]
#![expect(clippy::disallowed_methods, reason = "the tests are the machine's owner")]

mod browser;
mod clients;
mod component;
mod day;
mod graphql;
mod home;
mod issuers;
mod keyring;
mod login;
mod manual;
mod pages;
mod rest;
mod shells;
mod table;
