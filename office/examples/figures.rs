//! How long tables of about 200 cells take to be protected:
//! `cargo run --release -p pocketcard-office --example figures`.

use std::time::Instant;

use pocketcard_office::figures::{Dimension, Error, Rule, Status, Table, Zeros, protect};

/// The most in an inner cell. Counts are drawn so that small ones are frequent, as they are in an office.
const MOST: [u64; 3] = [10, 100, 1000];

const SHAPES: [&[usize]; 4] = [&[199], &[13, 13], &[19, 9], &[7, 4, 4]];

fn main() -> Result<(), Error> {
    println!("labels, counts up to: cells, unsafe, left out, alone in a cell, seconds");
    let mut chance = Chance(0x243F_6A88_85A3_08D3);
    for sizes in SHAPES {
        for most in MOST {
            for zeros in [Zeros::Unsafe, Zeros::Published] {
                let table = table(sizes, most, &mut chance)?;
                let began = Instant::now();
                let protected = protect(&table, Rule::new(10, zeros)?)?;
                let took = began.elapsed();
                let count = |wanted: fn(Status) -> bool| {
                    table
                        .cells()
                        .filter(|cell| wanted(protected.status(*cell)))
                        .count()
                };
                println!(
                    "{sizes:?}, {most}, zeros {zeros:?}: {}, {}, {}, {}, {:.2}",
                    table.cells().len(),
                    count(|status| status == Status::Unsafe),
                    count(|status| status != Status::Published),
                    table.inner().filter(|cell| table.count(*cell) == 1).count(),
                    took.as_secs_f64(),
                );
            }
        }
    }
    Ok(())
}

fn table(sizes: &[usize], most: u64, chance: &mut Chance) -> Result<Table, Error> {
    let dimensions = sizes.iter().enumerate().map(|(at, size)| Dimension {
        name: format!("dimension {at}"),
        labels: (0..*size).map(|label| format!("label {label}")).collect(),
    });
    let counts: Vec<u64> = (0..sizes.iter().product())
        .map(|_| {
            let below = chance.below(most) + 1;
            let below = chance.below(below) + 1;
            chance.below(below)
        })
        .collect();
    Table::new(dimensions.collect(), &counts)
}

/// Xorshift: the same tables each time.
struct Chance(u64);

impl Chance {
    fn below(&mut self, limit: u64) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0 % limit
    }
}
