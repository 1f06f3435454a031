/// The tables, types and views of Pagila (https://github.com/devrimgunduz/pagila), the DVD rental shop that PostgreSQL is
/// taught with: tables that refer to each other in a circle or twice to one table, keys of several columns, an enum, a domain,
/// an array, a search vector that a trigger fills, parts by month, pictures, and views whose columns have spaces in their names.
let pagilaSchema = """
    CREATE TYPE mpaa_rating AS ENUM ('G', 'PG', 'PG-13', 'R', 'NC-17');
    CREATE DOMAIN "year" AS integer CONSTRAINT year_check CHECK (VALUE >= 1901 AND VALUE <= 2155);
    CREATE TABLE actor (actor_id serial PRIMARY KEY, first_name text NOT NULL, last_name text NOT NULL,
        last_update timestamptz NOT NULL DEFAULT now());
    CREATE TABLE category (category_id serial PRIMARY KEY, name text NOT NULL, last_update timestamptz NOT NULL DEFAULT now());
    CREATE TABLE country (country_id serial PRIMARY KEY, country text NOT NULL, last_update timestamptz NOT NULL DEFAULT now());
    CREATE TABLE city (city_id serial PRIMARY KEY, city text NOT NULL, country_id integer NOT NULL REFERENCES country
        ON UPDATE CASCADE ON DELETE RESTRICT, last_update timestamptz NOT NULL DEFAULT now());
    CREATE TABLE address (address_id serial PRIMARY KEY, address text NOT NULL, address2 text, district text NOT NULL,
        city_id integer NOT NULL REFERENCES city, postal_code text, phone text NOT NULL,
        last_update timestamptz NOT NULL DEFAULT now());
    CREATE TABLE language (language_id serial PRIMARY KEY, name character(20) NOT NULL,
        last_update timestamptz NOT NULL DEFAULT now());
    CREATE TABLE film (film_id serial PRIMARY KEY, title text NOT NULL, description text, release_year "year",
        language_id integer NOT NULL REFERENCES language, original_language_id integer REFERENCES language,
        rental_duration smallint NOT NULL DEFAULT 3, rental_rate numeric(4,2) NOT NULL DEFAULT 4.99, length smallint,
        replacement_cost numeric(5,2) NOT NULL DEFAULT 19.99, rating mpaa_rating DEFAULT 'G'::mpaa_rating,
        last_update timestamptz NOT NULL DEFAULT now(), special_features text[], fulltext tsvector NOT NULL);
    CREATE INDEX film_fulltext_idx ON film USING gist (fulltext);
    CREATE TRIGGER film_fulltext_trigger BEFORE INSERT OR UPDATE ON film FOR EACH ROW
        EXECUTE FUNCTION tsvector_update_trigger('fulltext', 'pg_catalog.english', 'title', 'description');
    CREATE TABLE film_actor (actor_id integer NOT NULL REFERENCES actor, film_id integer NOT NULL REFERENCES film,
        last_update timestamptz NOT NULL DEFAULT now(), PRIMARY KEY (actor_id, film_id));
    CREATE TABLE film_category (film_id integer NOT NULL REFERENCES film, category_id integer NOT NULL REFERENCES category,
        last_update timestamptz NOT NULL DEFAULT now(), PRIMARY KEY (film_id, category_id));
    CREATE TABLE staff (staff_id serial PRIMARY KEY, first_name text NOT NULL, last_name text NOT NULL,
        address_id integer NOT NULL REFERENCES address, email text, store_id integer NOT NULL,
        active boolean NOT NULL DEFAULT true, username text NOT NULL, password text,
        last_update timestamptz NOT NULL DEFAULT now(), picture bytea);
    CREATE TABLE store (store_id serial PRIMARY KEY, manager_staff_id integer NOT NULL UNIQUE REFERENCES staff,
        address_id integer NOT NULL REFERENCES address, last_update timestamptz NOT NULL DEFAULT now());
    ALTER TABLE staff ADD FOREIGN KEY (store_id) REFERENCES store DEFERRABLE INITIALLY DEFERRED;
    CREATE TABLE customer (customer_id serial PRIMARY KEY, store_id integer NOT NULL REFERENCES store,
        first_name text NOT NULL, last_name text NOT NULL, email text, address_id integer NOT NULL REFERENCES address,
        activebool boolean NOT NULL DEFAULT true, create_date date NOT NULL DEFAULT CURRENT_DATE,
        last_update timestamptz DEFAULT now(), active integer);
    CREATE TABLE inventory (inventory_id serial PRIMARY KEY, film_id integer NOT NULL REFERENCES film,
        store_id integer NOT NULL REFERENCES store, last_update timestamptz NOT NULL DEFAULT now());
    CREATE TABLE rental (rental_id serial PRIMARY KEY, rental_date timestamptz NOT NULL,
        inventory_id integer NOT NULL REFERENCES inventory, customer_id integer NOT NULL REFERENCES customer,
        return_date timestamptz, staff_id integer NOT NULL REFERENCES staff,
        last_update timestamptz NOT NULL DEFAULT now());
    CREATE UNIQUE INDEX rental_unique_idx ON rental (rental_date, inventory_id, customer_id);
    CREATE TABLE payment (payment_id serial NOT NULL, customer_id integer NOT NULL REFERENCES customer,
        staff_id integer NOT NULL REFERENCES staff, rental_id integer NOT NULL REFERENCES rental,
        amount numeric(5,2) NOT NULL, payment_date timestamptz NOT NULL, PRIMARY KEY (payment_date, payment_id))
        PARTITION BY RANGE (payment_date);
    CREATE TABLE payment_p2022_01 PARTITION OF payment FOR VALUES FROM ('2022-01-01') TO ('2022-02-01');
    CREATE TABLE payment_p2022_02 PARTITION OF payment FOR VALUES FROM ('2022-02-01') TO ('2022-03-01');
    CREATE TABLE packages_apt_postgresql_org (package_id integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
        last_updated timestamptz NOT NULL DEFAULT now(), aptdata jsonb);
    CREATE VIEW actor_info AS SELECT a.actor_id, a.first_name, a.last_name, string_agg(DISTINCT c.name, ', ') AS film_info
        FROM actor a LEFT JOIN film_actor USING (actor_id) LEFT JOIN film_category USING (film_id)
        LEFT JOIN category c USING (category_id) GROUP BY a.actor_id;
    CREATE VIEW customer_list AS SELECT cu.customer_id AS id, cu.first_name || ' ' || cu.last_name AS name, a.address,
        a.postal_code AS "zip code", a.phone, city.city, country.country,
        CASE WHEN cu.activebool THEN 'active' ELSE '' END AS notes, cu.store_id AS sid
        FROM customer cu JOIN address a USING (address_id) JOIN city USING (city_id) JOIN country USING (country_id);
    CREATE VIEW film_list AS SELECT film.film_id AS fid, film.title, category.name AS category, film.rental_rate AS price,
        film.length, film.rating, string_agg(actor.first_name || ' ' || actor.last_name, ', ') AS actors
        FROM category LEFT JOIN film_category USING (category_id) LEFT JOIN film USING (film_id)
        LEFT JOIN film_actor USING (film_id) LEFT JOIN actor USING (actor_id) GROUP BY film.film_id, category.name;
    CREATE MATERIALIZED VIEW rental_by_category AS SELECT c.name AS category, sum(p.amount) AS total_sales FROM payment p
        JOIN rental USING (rental_id) JOIN inventory USING (inventory_id) JOIN film_category USING (film_id)
        JOIN category c USING (category_id) GROUP BY c.name WITH NO DATA;
    """
