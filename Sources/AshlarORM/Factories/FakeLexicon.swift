/// The words that fake data is made of: those of a language, or an app's own.
public struct FakeLexicon: Sendable {
    /// Given names.
    public var firstNames: [String]
    /// Family names.
    public var lastNames: [String]
    /// Words of texts, in lower case.
    public var words: [String]
    /// Cities.
    public var cities: [String]
    /// Countries.
    public var countries: [String]
    /// Streets without a number.
    public var streets: [String]
    /// What companies do or are called.
    public var companies: [String]
    /// Occupations.
    public var jobs: [String]
    /// Telephone numbers, with `#` for each digit.
    public var phonePattern: String
    /// Postal codes, with `#` for each digit.
    public var postcodePattern: String

    /// English.
    public static let english = FakeLexicon(
        firstNames: list(
            "Ada Alan Alice Amina Barbara Ben Carol Dorothy Edith Edsger Elena Emma Farida Frances George Grace Hana Hedy Henry Ida "
                + "Ivan James Jean Joan John Kate Ken Leo Lin Lucy Margaret Maria Mary Nadia Niklaus Noor Oscar Priya Radia Robin Rosa "
                + "Sam Sofia Stella Thomas Tim Vera Victor Wendy Yuki"),
        lastNames: list(
            "Adams Baker Bell Brooks Carter Chen Clarke Cooper Diaz Edwards Evans Fisher Foster Garcia Gray Green Hall Harris Hill "
                + "Hopper Hughes Jones Khan Kim King Lamarr Lee Lewis Lovelace Martin Mills Moore Morgan Novak Okafor Parker Patel "
                + "Perlman Reed Rossi Sato Scott Silva Stone Taylor Turing Walker Ward Wilson Young"),
        words: list(
            "able about above across after again air all along also always among answer apple area autumn away bank basket because "
                + "before begin behind below between bird blue boat book both bread bridge bring bright brother build butter call "
                + "candle carry castle change chart chair child circle city clear clock cloud coast cold colour come corner count "
                + "country cover dance dark day deep desert door dream early earth east easy empty end engine enough evening every "
                + "example eye family farm father field fire first fish flat floor flower follow forest forward friend front fruit "
                + "garden gather gentle glass gold grain grass great green group grow half hand happy harbour head heart high hill "
                + "history hold home horse hour house hundred idea island journey keep kind kitchen land language large last late "
                + "laugh leaf learn left letter light line listen little long lost market meadow measure middle milk mind minute "
                + "mirror moon morning mother mountain music narrow near never new night north notice number ocean often old open "
                + "orange order other paper path pattern people picture piece place plain plant plate play point quiet rain reach "
                + "ready reason red rest rice right river road rock room round salt school sea season second seed seven shape ship "
                + "short silver simple sing six sleep slow small snow soft song sound south space spring stand star station stone "
                + "story stream street strong summer sun table ten thing three time today town tree twelve under valley voice walk "
                + "warm water west wheel white wide wind window winter wise wood word work world yellow young"),
        cities: list(
            "Ashford Bristol Cambridge Dover Exeter Falmouth Glasgow Hull Inverness Kendal Leeds Newport Oxford Perth York"
        ),
        countries: list(
            "Argentina Australia Belgium Brazil Canada Chile Denmark Egypt Finland France Germany Ghana Greece India Ireland Italy "
                + "Japan Kenya Mexico Morocco Nepal Norway Peru Poland Portugal Spain Sweden Uganda Vietnam"),
        streets: [
            "Abbey Road", "Baker Street", "Castle Hill", "Church Lane", "Garden Walk", "High Street", "Kings Road",
            "Mill Lane",
            "Orchard Way", "Park Avenue", "Queen Street", "River View", "Station Road", "Victoria Square",
            "Windmill Close",
        ],
        companies: list(
            "Anchor Beacon Compass Harbour Horizon Keystone Lantern Meridian Northwind Orchard Pioneer Summit Willow"),
        jobs: list(
            "accountant architect baker carpenter chemist designer editor engineer farmer gardener librarian nurse pilot teacher"
        ),
        phonePattern: "020 7946 0###", postcodePattern: "#####")

    /// German.
    public static let german = FakeLexicon(
        firstNames: list(
            "Anna Anton Ben Bettina Clara David Elias Emil Emma Fabian Felix Frieda Greta Hannah Ida Jakob Jonas Julia Karl Klara Lea "
                + "Leon Lina Luise Maja Marie Max Mia Nora Oskar Paul Paula Rosa Sophie Theo Ulrike Walter Zoe"),
        lastNames: list(
            "Arnold Bauer Becker Berger Braun Fischer Frank Fuchs Groß Günther Hartmann Herrmann Hoffmann Huber Jung Kaiser Keller "
                + "Klein Koch Köhler König Krause Krüger Lang Lehmann Maier Meyer Möller Müller Neumann Richter Roth Schäfer Schmidt "
                + "Schneider Schröder Schulz Schwarz Sommer Vogel Wagner Weber Winter Wolf Zimmermann"),
        words: list(
            "abend acht alle alt anfang apfel arbeit auch auge baum berg bild blau blume boden boot brief brot bruder brücke buch bunt "
                + "dach dorf drei ecke eimer ende erde ernte fahren familie farbe feld fenster fisch fluss freund früh garten gast "
                + "gelb gestern glas grau groß grün hafen halb hand haus heft herbst himmel hoch hof holz insel jahr jung kalt katze "
                + "kind klar klein korb kraft küche kurz laden lampe land lang leicht leise licht lied links markt meer milch mittag "
                + "mond morgen müde mutter nacht nah neu nord oben obst ofen papier pferd platz quelle rand rasen recht regen reise "
                + "ring rot ruhe salz sand schiff schnee schön schule see sieben silber sommer sonne spiel sprache stadt stark stein "
                + "stern still straße strom stunde süd tag tal tanz tee tief tisch tor traum tür turm ufer uhr unten vater vier vogel "
                + "wald wand warm wasser weg weich weit welt wetter wiese wind winter woche wolke wort zahl zeit zimmer zug"
        ),
        cities: list(
            "Aachen Berlin Bremen Dresden Erfurt Freiburg Hamburg Jena Kassel Köln Leipzig Mainz München Rostock Trier Ulm"
        ),
        countries: list(
            "Ägypten Argentinien Belgien Brasilien Chile Dänemark Finnland Frankreich Griechenland Indien Irland Island Italien Japan "
                + "Kanada Kenia Marokko Mexiko Nepal Norwegen Österreich Peru Polen Portugal Schweden Schweiz Spanien"),
        streets: list(
            "Ahornweg Bahnhofstraße Bergstraße Birkenweg Dorfstraße Gartenstraße Hauptstraße Kirchgasse Lindenallee Marktplatz "
                + "Mühlenweg Ringstraße Schulstraße Talstraße Waldweg Wiesengrund"),
        companies: list("Anker Brücke Hafen Horizont Kompass Laterne Leuchtturm Nordwind Pionier Quelle Weide"),
        jobs: list(
            "Architektin Bäcker Buchhalterin Chemiker Gärtnerin Ingenieurin Lehrer Pilotin Redakteur Schreinerin Tischler"
        ),
        phonePattern: "030 23125 ###", postcodePattern: "#####")

    private static func list(_ text: String) -> [String] { text.split(separator: " ").map(String.init) }
}
