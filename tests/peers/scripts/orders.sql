-- The database behind PostGraphile: rows that only the role app_user may read. Without a server,
-- PostgreSQL needs an empty line after each command.
create role app_anonymous;

create role app_user;

create role app_stranger;

create schema app;

create table app.orders (id int primary key);

insert into app.orders values (1), (2);

grant usage on schema app to app_anonymous, app_user, app_stranger;

grant select on app.orders to app_user;

