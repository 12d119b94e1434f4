//! The figures as a table that goes into `docs/performance.md` as it is.

/// How many figures a round gives.
pub const MEASURED: usize = 7;

/// What is measured, and what is wanted of ours.
const ROWS: [(&str, &str); MEASURED] = [
    ("save one among them, durably", "≤ 1.15, and SQLCipher's"),
    ("save 100 in one transaction", "≤ 1.4"),
    ("get one of them, at random", "≤ 1.6"),
    ("open; ours: all headers", "≤ 30 ms, 100 ms with 100,000"),
    ("first page of the 50 newest", "≤ 1 ms"),
    ("filter by status, site and text", "≤ 20 ms"),
    ("files", "≤ 1.3"),
];

/// Prints the medians of each peer's rounds, and its memory in KiB.
pub fn print(
    count: usize,
    names: [&str; 4],
    figures: &[Vec<[u64; MEASURED]>; 4],
    memory: &[u64; 4],
) {
    println!(
        "\n| {count} records | {} | wanted of ours |",
        names.join(" | ")
    );
    println!("|---|---:|---:|---:|---:|---|");
    for (row, (name, wanted)) in ROWS.into_iter().enumerate() {
        let show = if row + 1 == MEASURED { bytes } else { time };
        let medians = figures.each_ref().map(|rounds| {
            let mut values: Vec<u64> = rounds.iter().map(|round| round[row]).collect();
            values.sort();
            values[values.len() / 2]
        });
        line(name, medians, show, wanted);
    }
    let memory = memory.map(|kib| kib * 1024);
    line(
        "memory to open and use it, at most",
        memory,
        bytes,
        "≤ 64 MiB",
    );
}

fn line(name: &str, values: [u64; 4], show: fn(u64) -> String, wanted: &str) {
    let [plain, others @ ..] = values;
    let cells = others.map(|value| {
        let ratio = value as f64 / plain as f64;
        let decimals = if ratio < 10.0 { 2 } else { 0 };
        format!("{} ({ratio:.decimals$})", show(value))
    });
    println!(
        "| {name} | {} | {} | {wanted} |",
        show(plain),
        cells.join(" | ")
    );
}

fn time(nanoseconds: u64) -> String {
    match nanoseconds as f64 {
        short @ ..1e6 => format!("{:.1} µs", short / 1e3),
        long => format!("{:.2} ms", long / 1e6),
    }
}

fn bytes(bytes: u64) -> String {
    format!("{:.1} MiB", bytes as f64 / f64::from(1 << 20))
}
