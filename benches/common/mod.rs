//! What the benchmarks of tokens share: the algorithms, the claims, and how two sides are compared.

#![expect(clippy::print_stdout, reason = "the ratios are what the benchmark is for")]

use std::num::NonZero;
use std::thread;
use std::time::{Duration, Instant};

use jwtool::jose::algorithm::SignatureAlgorithm;

/// The algorithms that are compared.
pub(crate) const ALGORITHMS: [SignatureAlgorithm; 4] = [
    SignatureAlgorithm::HS256,
    SignatureAlgorithm::RS256,
    SignatureAlgorithm::ES256,
    SignatureAlgorithm::EdDSA,
];

/// The tokens of one algorithm, which two sides work on.
pub(crate) trait Pair {
    /// What `jwtool` does, in a word
    const OURS: &'static str;

    /// Returns the algorithm.
    fn algorithm(&self) -> SignatureAlgorithm;

    /// Returns the number of tokens that one run works on.
    fn tokens(&self) -> u32;

    /// Does what `jwtool` does, on so many threads.
    fn ours(&self, threads: usize);

    /// Does only the operation on signatures.
    fn bare(&self, threads: usize);

    /// Returns for how many times as many tokens the executable is run.
    fn repeats(&self) -> u32;

    /// Runs the executable itself, which uses all cores.
    fn executable(&self);
}

/// Measures all pairs, or those that an argument names. Without `--bench`, or with `--test`, only
/// checks that each runs.
pub(crate) fn run<P: Pair>(pairs: &[P]) {
    let words: Vec<String> = std::env::args().skip(1).collect();
    let given = |flag: &str| words.iter().any(|word| word == flag);
    let wanted = words.iter().find(|word| !word.starts_with('-'));
    let is_wanted = |pair: &&P| wanted.is_none_or(|name| pair.algorithm().name() == name);
    let names = pairs.iter().map(|pair| pair.algorithm().name()).collect::<Vec<_>>();
    assert!(pairs.iter().any(|pair| is_wanted(&pair)), "the algorithms are {}", names.join(", "));
    let cores = thread::available_parallelism().map_or(1, NonZero::get);
    let threads = if cores == 1 { vec![1] } else { vec![1, cores] };
    if !given("--bench") || given("--test") {
        for pair in pairs.iter().filter(is_wanted) {
            for &threads in &threads {
                pair.ours(threads);
                pair.bare(threads);
            }
            pair.executable();
            println!("{}: it runs", pair.algorithm().name());
        }
        return;
    }
    println!("algorithm  threads  {:>8} µs  bare µs  on top µs  ratio", P::OURS);
    for pair in pairs.iter().filter(is_wanted) {
        for &threads in &threads {
            let times = best(|| pair.ours(threads), || pair.bare(threads));
            print(pair, &format!("{threads:7} "), times, 1);
        }
        let repeats = pair.repeats();
        let bare = || (0..repeats).for_each(|_| pair.bare(cores));
        print(pair, &format!("{cores:7}*"), best(|| pair.executable(), bare), repeats);
    }
    println!("* the executable, from its start to its end");
}

fn print<P: Pair>(pair: &P, threads: &str, (ours, bare): (f64, f64), repeats: u32) {
    let each = |seconds: f64| seconds / f64::from(pair.tokens() * repeats) * 1e6;
    println!(
        "{:9}  {threads} {:11.2}  {:7.2}  {:9.2}  {:4.0}%",
        pair.algorithm().name(),
        each(ours),
        each(bare),
        each(ours - bare),
        bare / ours * 100.0,
    );
}

/// Returns the best time of each side, in seconds. The two sides take turns, and only the fastest
/// round counts because other load on the machine can only slow a round down. Rounds are short, so
/// that some are not disturbed.
pub(crate) fn best(ours: impl Fn(), bare: impl Fn()) -> (f64, f64) {
    let (mut best_of_ours, mut best_of_bare) = (Duration::MAX, Duration::MAX);
    for _ in 0..60 {
        best_of_ours = best_of_ours.min(time(&ours));
        best_of_bare = best_of_bare.min(time(&bare));
    }
    (best_of_ours.as_secs_f64(), best_of_bare.as_secs_f64())
}

fn time(work: impl Fn()) -> Duration {
    let start = Instant::now();
    work();
    start.elapsed()
}
