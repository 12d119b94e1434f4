//! Figures: bars with a title, a description, and the same numbers in a table below. The page shows them, and the terminal
//! writes them to files.

use maud::{Markup, html};

/// Height of a bar with the space around it, and the width of all.
const ROW: usize = 34;
const WIDTH: usize = 480;
/// Where bars begin, counted from the side where lines begin, and how long the longest is.
const LABELS: usize = 170;
const LONGEST: u64 = 250;
/// Height of a row of columns, with its name and their numbers above, and of the line that names the columns.
const BAND: usize = 84;
const FOOT: usize = 24;
/// How high the highest column is.
const HIGHEST: u64 = 34;
/// Height of a title within the picture.
const HEAD: usize = 30;
/// Letters of a name that fit above columns, and beside a bar.
const ABOVE: usize = 62;
const BESIDE: usize = 22;

/// How files look: pages have a style of their own.
const STYLE: &str =
    "svg{background:#fff;font:14px sans-serif}.bar{fill:#0b5394}.title{font-weight:bold}";

/// Rows of columns, one for each week: of a site, of an indicator.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Grid {
    /// Tells this figure from others on the screen.
    pub id: &'static str,
    /// What it shows.
    pub title: String,
    /// What stands below the columns.
    pub columns: Vec<String>,
    /// What the rows are called, and their numbers; nothing where there is none.
    pub rows: Vec<(String, Vec<Option<u64>>)>,
    /// Heading of the rows' names in the table.
    pub heading: String,
    /// `ltr`, or `rtl` where it is read from the right.
    pub direction: &'static str,
}

impl Grid {
    /// The figure alone, with its title in it or beneath one.
    pub fn svg(&self, titled: bool) -> Markup {
        let Self { id, title, .. } = self;
        let numbers = || self.rows.iter().flat_map(|(_, numbers)| numbers);
        let most = numbers().flatten().copied().max().unwrap_or(0).max(1);
        let head = if titled { HEAD } else { 0 };
        let height = head + BAND * self.rows.len() + FOOT;
        let step = WIDTH / self.columns.len().max(1);
        let rtl = self.direction == "rtl";
        let place = |from: usize, length: usize| if rtl { WIDTH - from - length } else { from };
        let point = |from: usize| if rtl { WIDTH - from } else { from };
        html! {
            svg xmlns="http://www.w3.org/2000/svg" role="img" viewBox=(format!("0 0 {WIDTH} {height}"))
                aria-labelledby=(format!("{id}-title {id}-desc")) {
                title id=(format!("{id}-title")) { (title) }
                desc id=(format!("{id}-desc")) { (self.said()) }
                @if titled { text.title x=(point(0)) y="16" direction=(self.direction) { (title) } }
                @for (row, (name, numbers)) in self.rows.iter().enumerate() {
                    @let ground = head + BAND * (row + 1) - 6;
                    text x=(point(0)) y=(head + BAND * row + 18) direction=(self.direction) { (short(name, ABOVE)) }
                    line.line x1="0" x2=(WIDTH) y1=(ground) y2=(ground) stroke="#767676" {}
                    @for (column, number) in numbers.iter().enumerate() {
                        @if let Some(number) = number {
                            @let high = (number * HIGHEST / most) as usize;
                            @let left = column * step;
                            @if *number > 0 {
                                rect.bar x=(place(left + 8, step - 16)) y=(ground - high.max(1)) width=(step - 16) height=(high.max(1)) {}
                            }
                            text x=(point(left + step / 2)) y=(ground - high - 5) text-anchor="middle" { (number) }
                        }
                    }
                }
                @for (column, name) in self.columns.iter().enumerate() {
                    text x=(point(column * step + step / 2)) y=(height - 8) text-anchor="middle" { (name) }
                }
            }
        }
    }

    /// All numbers as a sentence.
    fn said(&self) -> String {
        let row = |(name, numbers): &(String, Vec<Option<u64>>)| {
            let numbers = self.columns.iter().zip(numbers);
            let numbers = numbers.map(|(column, number)| format!("{column} {}", shown(*number)));
            format!("{name}: {}", numbers.collect::<Vec<_>>().join(", "))
        };
        self.rows.iter().map(row).collect::<Vec<_>>().join("; ")
    }

    /// The figure with its numbers as a table, for a page.
    pub fn section(&self) -> Markup {
        let Self { id, title, .. } = self;
        html! {
            section aria-labelledby=(format!("{id}-head")) {
                h2 id=(format!("{id}-head")) { (title) }
                (self.svg(false))
                div.scroll role="group" tabindex="0" aria-labelledby=(format!("{id}-head")) {
                    table {
                        caption { (title) }
                        thead {
                            tr {
                                th scope="col" { (self.heading) }
                                @for column in &self.columns { th scope="col" { bdi { (column) } } }
                            }
                        }
                        tbody {
                            @for (name, numbers) in &self.rows {
                                tr {
                                    th scope="row" { (name) }
                                    @for number in numbers { td { (shown(*number)) } }
                                }
                            }
                        }
                    }
                }
            }
        }
    }

    /// The numbers as lines of text.
    pub fn lines(&self) -> Vec<String> {
        let names = self
            .rows
            .iter()
            .map(|(name, _)| name)
            .chain([&self.heading]);
        let width = names.map(|name| name.chars().count()).max().unwrap_or(0);
        let line = |name: &str, cells: Vec<String>| {
            let cells: String = cells.iter().map(|cell| format!("{cell:>7}")).collect();
            format!("{name:<width$}{cells}")
        };
        let mut lines = vec![
            self.title.clone(),
            line(&self.heading, self.columns.clone()),
        ];
        for (name, numbers) in &self.rows {
            lines.push(line(name, numbers.iter().map(|it| shown(*it)).collect()));
        }
        lines
    }
}

/// A number, or that there is none.
fn shown(number: Option<u64>) -> String {
    number.map_or_else(|| "-".to_owned(), |number| number.to_string())
}

/// A name that fits.
fn short(name: &str, letters: usize) -> String {
    match name.char_indices().nth(letters) {
        Some((end, _)) => format!("{}…", &name[..end]),
        None => name.to_owned(),
    }
}

/// A figure as a file of its own, with how it looks in it.
pub fn svg_file(svg: &Markup) -> String {
    let style = format!("><style>{STYLE}</style>");
    format!("{}\n", svg.0.replacen('>', &style, 1))
}

/// Bars, one for each group.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Bars {
    /// Tells this figure from others on the screen.
    pub id: &'static str,
    /// What it shows.
    pub title: String,
    /// The groups and their numbers; nothing where there is none.
    pub groups: Vec<(String, Option<u64>)>,
    /// Headings of the groups and of the numbers in the table.
    pub headings: [String; 2],
    /// `ltr`, or `rtl` where it is read from the right.
    pub direction: &'static str,
}

impl Bars {
    /// The figure alone.
    pub fn svg(&self) -> Markup {
        let Self { id, title, .. } = self;
        let most = self.groups.iter().filter_map(|(_, number)| *number);
        let most = most.max().unwrap_or(0).max(1);
        let said: Vec<String> = (self.groups.iter())
            .map(|(group, number)| format!("{group}: {}", shown(*number)))
            .collect();
        let height = ROW * self.groups.len();
        let rtl = self.direction == "rtl";
        // In a right-to-left language a figure is read from the right.
        let place = |from: usize, length: usize| if rtl { WIDTH - from - length } else { from };
        let point = |from: usize| if rtl { WIDTH - from } else { from };
        html! {
            svg xmlns="http://www.w3.org/2000/svg" role="img" viewBox=(format!("0 0 {WIDTH} {height}"))
                aria-labelledby=(format!("{id}-title {id}-desc")) {
                title id=(format!("{id}-title")) { (title) }
                desc id=(format!("{id}-desc")) { (said.join("; ")) }
                @for (row, (group, number)) in self.groups.iter().enumerate() {
                    @let length = (number.unwrap_or(0) * LONGEST / most) as usize;
                    @let middle = ROW * row + ROW / 2 + 5;
                    text x=(point(0)) y=(middle) direction=(self.direction) { (short(group, BESIDE)) }
                    @if number.is_some() {
                        rect.bar x=(place(LABELS, length.max(1))) y=(ROW * row + 6) width=(length.max(1)) height=(ROW - 12) {}
                    }
                    text x=(point(LABELS + length + 8)) y=(middle) direction=(self.direction) { (shown(*number)) }
                }
            }
        }
    }

    /// The figure with its numbers as a table, for a page.
    pub fn section(&self) -> Markup {
        let Self {
            id,
            title,
            headings,
            ..
        } = self;
        html! {
            section aria-labelledby=(format!("{id}-head")) {
                h2 id=(format!("{id}-head")) { (title) }
                (self.svg())
                table {
                    caption { (title) }
                    thead { tr { @for heading in headings { th scope="col" { (heading) } } } }
                    tbody {
                        @for (group, number) in &self.groups { tr { th scope="row" { (group) } td { (shown(*number)) } } }
                    }
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn grid(direction: &'static str) -> Grid {
        Grid {
            id: "sites",
            title: "Reports <by> site".into(),
            columns: vec!["2 Nov".into(), "9 Nov".into()],
            rows: vec![
                ("north".into(), vec![Some(4), Some(0)]),
                ("a site of a very long name".into(), vec![None, Some(8)]),
            ],
            heading: "site".into(),
            direction,
        }
    }

    #[test]
    fn each_number_stands_in_the_picture_in_its_description_and_in_the_table() {
        let (svg, section) = (grid("ltr").svg(false).0, grid("ltr").section().0);
        assert!(section.contains(&svg) && !section.contains("<by>"));
        // Nothing stands for zero but its number.
        assert_eq!(svg.matches("<rect").count(), 2);
        let described = "north: 2 Nov 4, 9 Nov 0; a site of a very long name: 2 Nov -, 9 Nov 8";
        assert!(svg.contains(described), "{svg}");
        for cell in ["<td>4</td><td>0</td>", "<td>-</td><td>8</td>"] {
            assert!(section.contains(cell), "{section}");
        }
        assert_eq!(
            short("a site of a very long name", 21),
            "a site of a very long…"
        );
        assert_eq!(
            grid("ltr").lines()[2],
            "north                           4      0"
        );
        let file = svg_file(&grid("ltr").svg(true));
        assert!(
            file.starts_with("<svg xmlns=") && file.contains("<style>"),
            "{file}"
        );
    }

    #[test]
    fn from_the_right_everything_is_mirrored() {
        let places = |markup: Markup| {
            let text = markup.0;
            let mut found = Vec::new();
            for part in text.split("<rect class=\"bar\" x=\"").skip(1) {
                let number = |text: &str| {
                    text.split('"')
                        .next()
                        .and_then(|it| it.parse::<usize>().ok())
                };
                let width = part.split("width=\"").nth(1).and_then(number).unwrap();
                found.push((number(part).unwrap(), width));
            }
            found
        };
        let (left, right) = (
            places(grid("ltr").svg(false)),
            places(grid("rtl").svg(false)),
        );
        let mirrored: Vec<_> = left
            .iter()
            .map(|(at, wide)| (WIDTH - at - wide, *wide))
            .collect();
        assert_eq!(mirrored, right);
    }
}
