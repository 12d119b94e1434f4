//! What holds of every protected table, tried on random ones, and on the classic ones that were not.

use proptest::prelude::*;

use super::*;

fn dimension(name: &str, labels: usize) -> Dimension {
    let labels = (0..labels).map(|label| format!("{name} {label}")).collect();
    let name = name.to_owned();
    Dimension { name, labels }
}

fn table(sizes: &[usize], counts: &[u64]) -> Table {
    let names = ["site", "form", "age"];
    let dimensions = names
        .iter()
        .zip(sizes)
        .map(|(name, size)| dimension(name, *size));
    Table::new(dimensions.collect(), counts).unwrap()
}

/// Counts of which many are small, and a fifth is 1.
fn count(most: u64) -> impl Strategy<Value = u64> {
    prop_oneof![2 => Just(0), 2 => Just(1), 3 => 0..10_u64, 3 => 0..=most]
}

fn tables(sizes: &'static [usize], most: u64) -> impl Strategy<Value = Table> {
    let cells = sizes.iter().product::<usize>();
    prop::collection::vec(count(most), cells).prop_map(|counts| table(sizes, &counts))
}

fn any_table() -> impl Strategy<Value = Table> {
    prop_oneof![
        tables(&[6], 40),
        tables(&[4, 3], 60),
        tables(&[5, 5], 200),
        tables(&[3, 3, 2], 60),
        tables(&[3, 3, 3], 30),
    ]
}

fn rule() -> impl Strategy<Value = Rule> {
    (
        5..16_u32,
        prop_oneof![Just(Zeros::Unsafe), Just(Zeros::Published)],
    )
        .prop_map(|(threshold, zeros)| Rule::new(threshold, zeros).unwrap())
}

/// The inner cells that a cell counts.
fn inside(table: &Table, whole: Cell) -> Vec<Cell> {
    table
        .inner()
        .filter(|part| table.holds(whole, *part))
        .collect()
}

/// Whether some whole-number table has this count in this cell and all that is published, found by trying: the inner
/// cells are filled one after the other. It shares nothing with the attack's programs.
fn exists(table: &Table, published: &dyn Fn(Cell) -> bool, target: Cell, count: i64) -> bool {
    let mut sums: Vec<(Vec<Cell>, i64)> = vec![(inside(table, target), count)];
    for cell in table.cells().filter(|cell| published(*cell)) {
        sums.push((inside(table, cell), table.count(cell)));
    }
    let mut order: Vec<Cell> = table.inner().collect();
    // Those in the fewest open sums last: they take up what is left.
    order.sort_by_key(|cell| {
        std::cmp::Reverse(
            sums.iter()
                .filter(|(cells, _)| cells.contains(cell))
                .count(),
        )
    });
    let member: Vec<Vec<usize>> = (order.iter())
        .map(|cell| {
            (0..sums.len())
                .filter(|sum| sums[*sum].0.contains(cell))
                .collect()
        })
        .collect();
    let mut left: Vec<i64> = sums.iter().map(|(_, count)| *count).collect();
    let mut open: Vec<usize> = sums.iter().map(|(cells, _)| cells.len()).collect();
    let most = table.count(table.cells().end - 1) + count + 40;
    fill(0, &member, &mut left, &mut open, most)
}

fn fill(at: usize, member: &[Vec<usize>], left: &mut [i64], open: &mut [usize], most: i64) -> bool {
    let Some(sums) = member.get(at) else {
        return true;
    };
    let high = sums.iter().map(|sum| left[*sum]).min().unwrap_or(most);
    // The last one of a sum takes all that is left of it.
    let last = sums
        .iter()
        .filter(|sum| open[**sum] == 1)
        .map(|sum| left[*sum])
        .max();
    for value in last.unwrap_or(0)..=high {
        if last.is_some_and(|last| last != value) {
            break;
        }
        for sum in sums {
            left[*sum] -= value;
            open[*sum] -= 1;
        }
        let found = fill(at + 1, member, left, open, most);
        for sum in sums {
            left[*sum] += value;
            open[*sum] += 1;
        }
        if found {
            return true;
        }
    }
    false
}

/// Compares the intervals with what exists at all.
fn intervals_are_what_exists(table: &Table, suppressed: &[bool], known: Option<Cell>) {
    let found = intervals(table, suppressed, known).unwrap();
    let published = |cell: Cell| !suppressed[cell] || Some(cell) == known;
    for cell in table.cells() {
        let Some(Interval { low, high }) = found[cell] else {
            assert!(!suppressed[cell]);
            continue;
        };
        assert!(
            exists(table, &published, cell, low),
            "{cell}: {low} does not exist"
        );
        for lower in 0..low {
            assert!(
                !exists(table, &published, cell, lower),
                "{cell}: {lower} below {low}"
            );
        }
        match high {
            None => assert!(exists(table, &published, cell, table.count(cell) + 30)),
            Some(high) => {
                assert!(
                    exists(table, &published, cell, high),
                    "{cell}: {high} does not exist"
                );
                for higher in high + 1..high + 6 {
                    assert!(
                        !exists(table, &published, cell, higher),
                        "{cell}: {higher} above {high}"
                    );
                }
            }
        }
    }
}

fn alone(table: &Table) -> impl Iterator<Item = Option<Cell>> {
    let alone = table.inner().filter(|cell| table.count(*cell) == 1);
    [None].into_iter().chain(alone.map(Some))
}

fn is_own(table: &Table, known: Option<Cell>, cell: Cell) -> bool {
    known.is_some_and(|known| table.count(cell) == 1 && table.holds(cell, known))
}

/// What a reader may see for whom each unsafe cell is open, tried by brute force.
fn nobody_is_unprotected(table: &Table, rule: Rule) {
    let protected = protect(table, rule).unwrap();
    let threshold = i64::from(rule.threshold());
    for known in alone(table) {
        let published = |cell: Cell| protected.published(cell).is_some() || Some(cell) == known;
        for cell in table
            .cells()
            .filter(|cell| protected.status(*cell) == Status::Unsafe)
        {
            if is_own(table, known, cell) {
                continue;
            }
            let count = table.count(cell);
            let possible = |at: &i64| exists(table, &published, cell, *at);
            let low = (0..=count).find(possible).unwrap();
            assert!(
                (low + threshold..low + threshold * 3).any(|high| possible(&high)),
                "cell {cell} of {table:?} for {known:?}: nothing from {} on",
                low + threshold
            );
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn no_small_count_is_published(table in any_table(), rule in rule()) {
        let protected = protect(&table, rule).unwrap();
        for cell in table.cells() {
            if let Some(count) = protected.published(cell) {
                prop_assert!(count >= i64::from(rule.threshold()) || count == 0);
                prop_assert!(count > 0 || rule.zeros() == Zeros::Published);
            }
        }
    }

    #[test]
    fn every_unsafe_cell_has_witnesses_that_agree_with_all_that_is_published(
        table in any_table(),
        rule in rule(),
    ) {
        let protected = protect(&table, rule).unwrap();
        let mut shown = std::collections::BTreeSet::new();
        for Witness { cell, known, tables } in protected.witnesses() {
            let fixed = |cell: &Cell| protected.published(*cell).is_some() || Some(*cell) == *known;
            let tables = tables.map(|at| &protected.possible()[at]);
            for counts in tables {
                for cell in table.cells() {
                    let sum: i64 = inside(&table, cell).iter().map(|part| counts[*part]).sum();
                    prop_assert!(sum == counts[cell] && sum >= 0);
                }
                prop_assert!(table.cells().filter(fixed).all(|cell| counts[cell] == table.count(cell)));
            }
            let [low, high] = [tables[0][*cell], tables[1][*cell]];
            let threshold = i64::from(rule.threshold());
            prop_assert!(high >= threshold && high - low >= threshold);
            shown.insert((*known, *cell));
        }
        for known in alone(&table) {
            for cell in table.cells().filter(|cell| protected.status(*cell) == Status::Unsafe) {
                prop_assert!(shown.contains(&(known, cell)) || is_own(&table, known, cell));
            }
        }
    }

    #[test]
    fn no_whole_number_table_of_nine_cells_makes_an_interval_tighter_or_wider(
        table in tables(&[3, 3], 12),
        suppressed in prop::collection::vec(prop::bool::weighted(0.6), 16),
        known in 0..16_usize,
    ) {
        intervals_are_what_exists(&table, &suppressed, None);
        intervals_are_what_exists(&table, &suppressed, suppressed[known].then_some(known));
    }

    #[test]
    fn no_whole_number_table_of_eight_cells_makes_an_interval_tighter_or_wider(
        table in tables(&[2, 2, 2], 12),
        suppressed in prop::collection::vec(prop::bool::weighted(0.6), 27),
    ) {
        intervals_are_what_exists(&table, &suppressed, None);
    }

    #[test]
    fn nobody_in_nine_cells_is_unprotected(table in tables(&[3, 3], 12), rule in rule()) {
        nobody_is_unprotected(&table, rule);
    }

    #[test]
    fn nobody_in_eight_cells_is_unprotected(table in tables(&[2, 2, 2], 12), rule in rule()) {
        nobody_is_unprotected(&table, rule);
    }

    #[test]
    fn the_order_of_labels_changes_nothing_that_is_published(
        counts in prop::collection::vec(count(60), 12),
        order in Just([0, 1, 2, 3]).prop_shuffle(),
        rule in rule(),
    ) {
        let first = table(&[4, 3], &counts);
        let mut site = dimension("site", 4);
        site.labels = order.iter().map(|at| site.labels[*at].clone()).collect();
        let moved: Vec<u64> = order.iter().flat_map(|at| &counts[at * 3..at * 3 + 3]).copied().collect();
        let second = Table::new(vec![site, dimension("form", 3)], &moved).unwrap();
        let [a, b] = [&first, &second].map(|table| protect(table, rule).unwrap());
        for cell in second.cells() {
            let labels = second.labels(cell);
            let before = first.cell(&[labels[0].map(|at| order[at]), labels[1]]);
            prop_assert_eq!(a.status(before), b.status(cell));
            prop_assert_eq!(a.published(before), b.published(cell));
        }
    }

    #[test]
    fn a_higher_threshold_publishes_nothing_that_a_lower_one_kept_back_for_its_own_sake(
        table in any_table(),
        zeros in prop_oneof![Just(Zeros::Unsafe), Just(Zeros::Published)],
    ) {
        let [low, high] = [5, 12].map(|k| protect(&table, Rule::new(k, zeros).unwrap()).unwrap());
        let found = intervals(&table, &high.suppressed(), None).unwrap();
        for cell in table.cells().filter(|cell| low.status(*cell) == Status::Unsafe) {
            prop_assert_eq!(high.status(cell), Status::Unsafe);
            let Interval { low, high } = found[cell].unwrap();
            prop_assert!(high.is_none_or(|high| high >= 12 && high - low >= 12));
        }
    }
}

/// Two blocks of four, and a bridge between them: each line lacks two cells or more, and the bridge is known exactly.
#[test]
fn one_more_in_each_line_is_not_enough() {
    let table = table(
        &[4, 4],
        &[4, 30, 7, 50, 40, 20, 60, 70, 80, 90, 3, 30, 55, 65, 40, 50],
    );
    let cell = |row, column| table.cell(&[Some(row), Some(column)]);
    let mut naive = vec![false; table.cells().len()];
    for (row, column) in [
        (0, 0),
        (0, 1),
        (1, 0),
        (1, 1),
        (0, 2),
        (2, 2),
        (2, 3),
        (3, 2),
        (3, 3),
    ] {
        naive[cell(row, column)] = true;
    }
    let found = intervals(&table, &naive, None).unwrap();
    let exact = Interval {
        low: 7,
        high: Some(7),
    };
    assert_eq!(found[cell(0, 2)], Some(exact));

    let protected = protect(&table, Rule::new(10, Zeros::Unsafe).unwrap()).unwrap();
    let found = intervals(&table, &protected.suppressed(), None).unwrap();
    let Interval { low, high } = found[cell(0, 2)].unwrap();
    assert!(high.is_none_or(|high| high >= 10 && high - low >= 10));
}

/// In three dimensions the corners of the attacker's programs need not be whole numbers. Here one of them is not, and
/// rounding it gives a wrong answer.
#[test]
fn where_the_solver_answers_with_fractions_whole_numbers_are_found() {
    let counts = [
        3, 1, 1, 2, 3, 3, 1, 0, 2, 2, 0, 3, 0, 3, 0, 2, 1, 1, 1, 3, 2, 2, 0, 3, 3, 3, 0,
    ];
    let table = table(&[3, 3, 3], &counts);
    let suppressed: Vec<bool> = table
        .cells()
        .map(|cell| cell > 0 && table.is_inner(cell))
        .collect();
    intervals_are_what_exists(&table, &suppressed, None);
}

/// A person who is alone in a cell and another such person in the same row: what stops strangers does not stop them.
#[test]
fn nobody_who_is_alone_in_a_cell_works_out_who_else_is() {
    let counts = [1, 1, 30, 40, 1, 60, 70, 80, 90];
    let table = table(&[3, 3], &counts);
    let rule = Rule::new(5, Zeros::Unsafe).unwrap();
    let first = table.cell(&[Some(0), Some(0)]);
    let second = table.cell(&[Some(0), Some(1)]);
    let mut square = vec![false; table.cells().len()];
    for (row, column) in [(0, 0), (0, 1), (1, 0), (1, 1)] {
        square[table.cell(&[Some(row), Some(column)])] = true;
    }
    let own = intervals(&table, &square, Some(first)).unwrap();
    assert_eq!(
        own[second],
        Some(Interval {
            low: 1,
            high: Some(1)
        })
    );

    let protected = protect(&table, rule).unwrap();
    let found = intervals(&table, &protected.suppressed(), Some(first)).unwrap();
    let Interval { low, high } = found[second].unwrap();
    assert!(high.is_none_or(|high| high >= 5 && high - low >= 5));
}

#[test]
fn what_nobody_can_be_counted_in_protects_nobody() {
    let labels = |at: [usize; 2]| [Some(at[0]), Some(at[1])];
    let counts = [3, 0, 40, 0, 50, 60, 30, 70, 20];
    let whole = table(&[3, 3], &counts);
    let impossible = [whole.cell(&labels([0, 1])), whole.cell(&labels([1, 0]))];
    let counted = whole
        .clone()
        .with_impossible(&[whole.cell(&labels([0, 0]))]);
    assert_eq!(counted, Err(Error::Impossible));
    let whole = whole.with_impossible(&impossible).unwrap();
    let protected = protect(&whole, Rule::new(10, Zeros::Unsafe).unwrap()).unwrap();
    for cell in impossible {
        assert_eq!(protected.published(cell), Some(0));
        assert!(protected.possible().iter().all(|table| table[cell] == 0));
    }
}

#[test]
fn margins_are_sums_of_what_they_hold() {
    let counts: Vec<u64> = (0..24).map(|at| at * at % 17).collect();
    let table = table(&[2, 3, 4], &counts);
    for cell in table.cells() {
        let sum: i64 = inside(&table, cell)
            .iter()
            .map(|part| table.count(*part))
            .sum();
        assert_eq!(table.count(cell), sum);
    }
}

#[test]
fn what_is_no_table_is_refused() {
    let two = || vec![dimension("site", 2)];
    let new = |dimensions, counts: &[u64]| Table::new(dimensions, counts).unwrap_err();
    assert_eq!(new(vec![], &[]), Error::Dimensions);
    assert_eq!(new(vec![dimension("site", 1); 4], &[1]), Error::Dimensions);
    assert_eq!(new(vec![dimension("site", 0)], &[]), Error::Labels);
    assert_eq!(new(two(), &[1, 2, 3]), Error::Counts);
    assert_eq!(new(two(), &[u64::MAX, 1]), Error::Counts);
    assert_eq!(
        new(vec![dimension("site", MAX_CELLS)], &[]),
        Error::TooLarge
    );
    let mut same = two();
    same[0].labels[1] = same[0].labels[0].clone();
    assert_eq!(new(same, &[1, 2]), Error::Labels);
    let mut total = two();
    total[0].labels[1] = TOTAL.to_owned();
    assert_eq!(new(total, &[1, 2]), Error::Labels);
    assert_eq!(Rule::new(FLOOR - 1, Zeros::Unsafe), Err(Error::Threshold));
}
